import { Field, ID, ObjectType } from 'type-graphql';
import type { AuditAct as Act } from '../audit/audit.ts';
import { connectionType } from './connection.ts';
import { AuditAct } from './enums.ts';
import { ProjectType } from './project.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('AuditChange', { description: 'One field that the change set. It never contains a secret.' })
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
    'What an administrator did to the workspace, or who deleted an image. It is written with the act itself, and never changed.',
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
      'The id of the API key, grant, action, project or workspace that was changed; of a transfer, the project that received the ' +
      'credits. A price list has no id of its own: its workspace, and the version as a change.',
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
