import { Field, ID, ObjectType } from 'type-graphql';
import type { AuditAct as Act } from '../audit/audit.ts';
import { connectionType } from './connection.ts';
import { AuditAct } from './enums.ts';
import { ProjectType } from './project.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('AuditChange', { description: 'One value that an act has set. Secrets are never among them.' })
export class AuditChangeType {
  @Field({ description: 'What was set.' })
  field!: string;

  @Field(() => String, { nullable: true, description: 'What it was before; null: nothing.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: 'What it is since; null: nothing.' })
  after!: string | null;
}

@ObjectType('AuditEntry', {
  description: 'What an administrator did to the workspace. It is written with the act itself, and never changed.',
})
export class AuditEntryType {
  @Field(() => ID, { description: 'aud_…' })
  id!: string;

  @Field({ description: 'Who did it: the name of the API key, or the subject of the token.' })
  actor!: string;

  @Field(() => AuditAct, { description: 'What was done.' })
  act!: Act;

  @Field(() => ID, { description: 'The id of the API key, grant or project that it was done to.' })
  subjectId!: string;

  @Field(() => ProjectType, {
    nullable: true,
    description: 'The project that it was done to or in; null: it was the workspace.',
  })
  project!: ProjectType | null;

  @Field(() => [AuditChangeType], { description: 'What has changed.' })
  changes!: AuditChangeType[];

  @Field(() => DateTime, { description: 'When.' })
  createdAt!: number;
}

export const AuditEntryConnection = connectionType('AuditEntry', () => AuditEntryType);
