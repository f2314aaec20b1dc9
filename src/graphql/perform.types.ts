import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import { ActionType } from './action.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { ProjectType } from './project.types.ts';
import {
  ActionNotCancelableError,
  CreditCapReachedError,
  IdempotencyConflictError,
  ImageNotReadyError,
  InsufficientCreditsError,
  ProjectArchivedError,
} from './user-error.types.ts';

export const KEY_DESCRIPTION =
  '1 to 255 characters of your choice, one for each intent. The same key with the same input is answered as the first ' +
  'time, for ever, and charges nothing again.';
export const REPLAYED_DESCRIPTION = 'Whether this is the answer of an earlier call with the same key.';

const PROJECT = 'The project that pays: prj_….';
const DETAIL = '1 to 1,000 characters.';

@InputType()
export class PerformPromptInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;

  @Field({ description: 'What to make, in 1 to 4,000 characters.' })
  prompt!: string;

  @Field(() => String, { nullable: true, description: `Who or what is shown. ${DETAIL}` })
  model?: string | null;

  @Field(() => String, { nullable: true, description: `How it is styled. ${DETAIL}` })
  styling?: string | null;

  @Field(() => String, { nullable: true, description: `What is behind it. ${DETAIL}` })
  background?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Width to height, such as "4:5": whole numbers to 100, up to 4:1 or 1:4. "1:1" unless said.',
  })
  aspectRatio?: string | null;

  @Field(() => ID, { nullable: true, description: 'A photo of the product, to build the picture around: img_….' })
  sourceImageId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'White where the source is the product; needs sourceImageId. img_….',
  })
  maskImageId?: string | null;
}

@InputType()
export class PerformPromptEditInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The succeeded action whose prompt is refined: act_….' })
  actionId!: string;

  @Field({ description: 'The refined prompt, in 1 to 4,000 characters.' })
  prompt!: string;

  @Field(() => String, { nullable: true, description: `Who or what is shown now. ${DETAIL}` })
  model?: string | null;

  @Field(() => String, { nullable: true, description: `How it is styled now. ${DETAIL}` })
  styling?: string | null;

  @Field(() => String, { nullable: true, description: `What is behind it now. ${DETAIL}` })
  background?: string | null;
}

@InputType()
export class PerformBackgroundInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The picture: img_….' })
  imageId!: string;

  @Field({ description: 'What to put behind the subject, in 1 to 1,000 characters.' })
  background!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'White where the picture is to be kept; it is stretched over the picture. Without it the subject is found. img_….',
  })
  maskImageId?: string | null;
}

const SIDE = 'Pixels to add here; at least one side is above 0, and no side of the result above 8,192.';

@InputType()
export class PerformExpandInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field({ description: KEY_DESCRIPTION })
  idempotencyKey!: string;

  @Field(() => ID, { description: 'The picture: img_….' })
  imageId!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  top?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  right?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  bottom?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  left?: number | null;

  @Field(() => String, { nullable: true, description: 'What is to be seen there, in 1 to 4,000 characters.' })
  prompt?: string | null;
}

@ObjectType({ description: 'The action was accepted and charged. Watch actionChanged for its picture.' })
export class PerformedAction {
  declare readonly __typename: 'PerformedAction';

  @Field(() => ActionType, { description: 'The action as it is now.' })
  action!: Action;

  @Field(() => CreditTransactionType, { description: 'The line that charged it.' })
  transaction!: LedgerEntry;

  @Field(() => ProjectType, { description: 'The project as it is now.' })
  project!: Project;

  @Field({ description: REPLAYED_DESCRIPTION })
  replayed!: boolean;
}

export const PerformActionResult = createUnionType({
  name: 'PerformActionResult',
  description: 'What became of a request to perform an action.',
  types: () =>
    [
      PerformedAction,
      InsufficientCreditsError,
      IdempotencyConflictError,
      ProjectArchivedError,
      ImageNotReadyError,
      CreditCapReachedError,
    ] as const,
});
export type PerformActionResult = typeof PerformActionResult;

@ObjectType({ description: 'The action was canceled before it began, and its charge given back.' })
export class CanceledAction {
  declare readonly __typename: 'CanceledAction';

  @Field(() => ActionType, { description: 'The action, CANCELED.' })
  action!: Action;

  @Field(() => CreditTransactionType, { description: 'The line that gave the charge back.' })
  refund!: LedgerEntry;
}

export const CancelActionResult = createUnionType({
  name: 'CancelActionResult',
  description: 'What became of a request to cancel an action.',
  types: () => [CanceledAction, ActionNotCancelableError] as const,
});
export type CancelActionResult = typeof CancelActionResult;
