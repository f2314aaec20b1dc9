import { Field, ID, ObjectType } from 'type-graphql';
import type { Role as AccessRole } from '../access/viewer.ts';
import { CreditCap } from './api-key.types.ts';
import { Role } from './enums.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Workspace', {
  implements: NodeType,
  description: 'A team with its projects, API keys and audit log. Other workspaces cannot see any of it.',
})
export class WorkspaceType {
  @Field(() => ID, { description: 'wsp_…' })
  id!: string;

  @Field({ description: 'The name of the team.' })
  name!: string;
}

@ObjectType('Viewer', { description: 'The caller, as identified by the credential of the request.' })
export class ViewerType {
  @Field({ description: 'The name of the API key or the subject of the token. Transactions name it as their actor.' })
  name!: string;

  @Field(() => Role, { description: 'The permissions of the credential.' })
  role!: AccessRole;

  @Field(() => WorkspaceType, { description: 'The workspace that the credential belongs to.' })
  workspace!: WorkspaceType;

  @Field(() => [ID], {
    nullable: true,
    description: 'The projects that the credential has access to; null: every project of the workspace.',
  })
  projectIds!: string[] | null;

  @Field(() => DateTime, { nullable: true, description: 'When the credential expires; null: never.' })
  expiresAt!: number | null;

  @Field(() => CreditCap, {
    nullable: true,
    description:
      'The spending cap that the charges of the caller count against: that of the API key, or of the key that created the ' +
      'token. null: no cap.',
  })
  creditCap!: CreditCap | null;
}
