import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from './connection.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Project', { implements: NodeType, description: 'What holds credits, and the pictures made with them.' })
export class ProjectType {
  @Field(() => ID, { description: 'prj_…' })
  id!: string;

  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { description: 'What can be spent now, in whole credits: expired ones are never in it.' })
  balance!: number;

  @Field(() => Int, { description: 'Of the newest transaction; 0 before the first.' })
  sequence!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'At or below so many credits the balance counts as low; null: never.',
  })
  lowBalanceThreshold!: number | null;

  @Field(() => DateTime, { description: 'When it was made.' })
  createdAt!: number;

  @Field(() => DateTime, {
    description: 'When its newest transaction was written; before the first: when it was made.',
  })
  lastActivityAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'Since when it takes no actions and no credits; null: it does.',
  })
  archivedAt!: number | null;
}

export const ProjectConnection = connectionType('Project', () => ProjectType);

const THRESHOLD = 'Credits, 0 to 2,147,483,647. At or below them the balance counts as low; null: never.';

@InputType()
export class CreateProjectInput {
  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: THRESHOLD })
  lowBalanceThreshold?: number | null;
}

@InputType({ description: 'What is left out stays as it is.' })
export class UpdateProjectInput {
  @Field(() => ID, { description: 'The project: prj_….' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: '1 to 200 characters. A name cannot be taken away: null is refused.',
  })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: THRESHOLD })
  lowBalanceThreshold?: number | null;
}
