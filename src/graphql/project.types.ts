import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { connectionType } from './connection.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';

@ObjectType('Project', { implements: NodeType, description: 'A balance of credits, and the pictures made with them.' })
export class ProjectType {
  @Field(() => ID, { description: 'prj_…' })
  id!: string;

  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { description: 'The credits that can be spent now. It never includes expired credits.' })
  balance!: number;

  @Field(() => Int, { description: 'The sequence of the newest transaction; 0 before the first.' })
  sequence!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The balance is low when it is at or below this number of credits; null: never.',
  })
  lowBalanceThreshold!: number | null;

  @Field(() => DateTime, { description: 'When it was created.' })
  createdAt!: number;

  @Field(() => DateTime, {
    description: 'When the newest transaction was written; before the first, when the project was created.',
  })
  lastActivityAt!: number;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When the project was archived; null: it is not archived.',
  })
  archivedAt!: number | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'When the pictures and words of the project were erased; null: they were not. An erased project stays archived; its ' +
      'transactions and usage stay readable.',
  })
  erasedAt!: number | null;
}

export const ProjectConnection = connectionType('Project', () => ProjectType);

const THRESHOLD = 'The balance is low when it is at or below this number of credits, 0 to 2,147,483,647; null: never.';

@InputType({ description: 'The name and settings of a new project.' })
export class CreateProjectInput {
  @Field({ description: '1 to 200 characters.' })
  name!: string;

  @Field(() => Int, { nullable: true, description: THRESHOLD })
  lowBalanceThreshold?: number | null;
}

@InputType({ description: 'Changes to a project. Omitted fields stay as they are.' })
export class UpdateProjectInput {
  @Field(() => ID, { description: 'The id of the project: prj_….' })
  id!: string;

  @Field(() => String, {
    nullable: true,
    description: '1 to 200 characters. It must not be null.',
  })
  name?: string | null;

  @Field(() => Int, { nullable: true, description: THRESHOLD })
  lowBalanceThreshold?: number | null;
}
