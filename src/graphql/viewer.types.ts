import { Field, ID, ObjectType } from 'type-graphql';
import type { Role as AccessRole } from '../access/viewer.ts';
import { Role } from './enums.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Workspace', {
  implements: NodeType,
  description: 'A team and everything that is theirs. What belongs to another workspace does not exist for this one.',
})
export class WorkspaceType {
  @Field(() => ID, { description: 'wsp_…' })
  id!: string;

  @Field({ description: 'The name of the team.' })
  name!: string;
}

@ObjectType('Viewer', { description: 'Who is asking, as the credential of the request tells.' })
export class ViewerType {
  @Field({ description: 'The name of the API key, or the subject of the token; transactions name it as their actor.' })
  name!: string;

  @Field(() => Role, { description: 'What it may do.' })
  role!: AccessRole;

  @Field(() => WorkspaceType, { description: 'Whose it is.' })
  workspace!: WorkspaceType;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that it is for; null: every project of the workspace.',
  })
  projectIds!: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'When the credential ends; null: it does not.' })
  expiresAt!: number | null;
}
