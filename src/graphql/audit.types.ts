import { Field, ID, ObjectType } from 'type-graphql';
import type { AuditAct as Act } from '../audit/audit.ts';
import { connectionType } from './connection.ts';
import { AuditAct } from './enums.ts';
import { ProjectType } from './project.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('AuditChange', { description: 'A field that was changed, with both values. Secrets are never included.' })
export class AuditChangeType {
  @Field({ description: 'The name of the field.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'The value before the change; null: none.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'The value after the change; null: none.' })
  after!: string | null;
}

@ObjectType('AuditEntry', {
  description:
    'The record of one change to the workspace, such as a new API key, a grant or a deleted image. It is written in ' +
    'the same transaction as the change, and is immutable.',
})
export class AuditEntryType {
  @Field(() => ID, { description: 'aud_…' })
  id!: string;

  @Field({ description: 'Who did it: the name of the API key, or the subject of the token.' })
  actor!: string;

  @Field(() => AuditAct, { description: 'The kind of the change.' })
  act!: Act;

  @Field(() => ID, {
    description:
      'The id of what was changed, such as an API key, a grant, an action, a project or the workspace. For a transfer, ' +
      'the project that received the credits. For a price list, which has no id, the workspace; its version is one of ' +
      'the changes.',
  })
  subjectId!: string;

  @Field(() => ProjectType, {
    nullable: true,
    description: 'The project that was changed; null: the change affected the workspace.',
  })
  project!: ProjectType | null;

  @Field(() => [AuditChangeType], { description: 'The fields that changed.' })
  changes!: AuditChangeType[];

  @Field(() => DateTime, { description: 'When the change was made.' })
  createdAt!: number;
}

export const AuditEntryConnection = connectionType('AuditEntry', () => AuditEntryType);
