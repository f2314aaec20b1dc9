import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { BatchMode as Mode } from '../actions/batch-performer.ts';
import type { Project } from '../ledger/project.ts';
import { BatchMode } from './enums.ts';
import { BatchBackgroundInput, BatchExpandInput, PerformedAction } from './perform.types.ts';
import { ProjectType } from './project.types.ts';
import { CHARGE_ERRORS, UserError } from './user-error.types.ts';

export const ITEMS_MAX = 100;

@InputType({ description: 'One action of a batch: exactly one of its fields must be given.' })
export class BatchItemInput {
  @Field(() => BatchBackgroundInput, { nullable: true, description: 'A Background to perform.' })
  background?: BatchBackgroundInput | null;

  @Field(() => BatchExpandInput, { nullable: true, description: 'An Expand to perform.' })
  expand?: BatchExpandInput | null;
}

@InputType({ description: 'Many actions to perform in one project.' })
export class PerformBatchInput {
  @Field(() => ID, { description: 'The project that pays for all of them: prj_….' })
  projectId!: string;

  @Field(() => BatchMode, { description: 'Whether a refused item stops the others.' })
  mode!: Mode;

  @Field(() => [BatchItemInput], {
    description: `The actions, 1 to ${ITEMS_MAX}. Each has its own idempotency key, and its own transaction.`,
  })
  items!: BatchItemInput[];
}

@ObjectType({
  implements: UserError,
  description: 'The item is not valid. It was not performed, and nothing was charged for it.',
})
export class InvalidBatchItemError extends UserError {
  declare readonly __typename: 'InvalidBatchItemError';

  @Field({ description: 'The first field of the item that is at fault, such as imageId.' })
  field!: string;
}

@ObjectType({
  implements: UserError,
  description: 'The item is valid, but another item of the ALL_OR_NOTHING batch was refused. Nothing was charged.',
})
export class BatchRefusedError extends UserError {
  declare readonly __typename: 'BatchRefusedError';
}

@ObjectType({
  description:
    'It is not known whether this item was charged, because the database did not answer in time. Send it again with the same key.',
})
export class BatchItemOutcomeUnknown {
  declare readonly __typename: 'BatchItemOutcomeUnknown';

  @Field({ description: 'A message for people.' })
  message!: string;

  @Field({ description: 'The key of the item.' })
  idempotencyKey!: string;
}

export const BatchItemResult = createUnionType({
  name: 'BatchItemResult',
  description: 'The result of one item of a batch.',
  types: () =>
    [PerformedAction, ...CHARGE_ERRORS, InvalidBatchItemError, BatchRefusedError, BatchItemOutcomeUnknown] as const,
});
export type BatchItemResult = typeof BatchItemResult;

@ObjectType({ description: 'The results of a batch.' })
export class PerformedBatch {
  @Field(() => [BatchItemResult], { description: 'One result for each item, in the order in which they were sent.' })
  results!: BatchItemResult[];

  @Field(() => Int, { description: 'Credits charged by this call. Items whose key had been used before add nothing.' })
  charged!: number;

  @Field(() => ProjectType, { description: 'The project after the batch.' })
  project!: Project;
}
