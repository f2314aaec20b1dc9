import { Field, ID, ObjectType } from 'type-graphql';
import type { Role as AccessRole } from '../access/viewer.ts';
import { Role } from './enums.ts';
import { NodeType } from './node.types.ts';

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
  @Field({ description: 'The name of the API key; transactions name it as their actor.' })
  name!: string;

  @Field(() => Role, { description: 'What it may do.' })
  role!: AccessRole;

  @Field(() => WorkspaceType, { description: 'Whose it is.' })
  workspace!: WorkspaceType;
}
