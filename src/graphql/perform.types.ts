import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import { ActionType } from './action.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { ActionInput, ProjectPostingResult } from './idempotent.types.ts';
import { ActionNotCancelableError, CHARGE_ERRORS, NoChangeError } from './user-error.types.ts';

const PROJECT = 'The project that pays: prj_….';
const DETAIL = 'Optional, 1 to 1,000 characters.';

@InputType({ description: 'A first picture to make from a prompt and, optionally, a photo of the product.' })
export class PerformPromptInput extends ActionInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field({ description: 'Describes the picture to make, in 1 to 4,000 characters.' })
  prompt!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A preset of the workspace: pst_…. Sets model, styling, background and aspectRatio where the input omits them. ' +
      'Its prompt is not used. Optional.',
  })
  presetId?: string | null;

  @Field(() => String, { nullable: true, description: `The person or thing shown in the picture. ${DETAIL}` })
  model?: string | null;

  @Field(() => String, { nullable: true, description: `The styling of the picture. ${DETAIL}` })
  styling?: string | null;

  @Field(() => String, { nullable: true, description: `The background of the picture. ${DETAIL}` })
  background?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Width to height, such as "4:5": two whole numbers from 1 to 100, between 4:1 and 1:4. Default: "1:1".',
  })
  aspectRatio?: string | null;

  @Field(() => ID, { nullable: true, description: 'A photo of the product to show in the picture: img_…. Optional.' })
  sourceImageId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A mask, white where the source image shows the product: img_…. Requires sourceImageId. Optional.',
  })
  maskImageId?: string | null;
}

@InputType({ description: 'An edit of the picture that an earlier action made, by a refined prompt.' })
export class PerformPromptEditInput extends ActionInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;

  @Field(() => ID, { description: 'The SUCCEEDED action whose picture is edited: act_….' })
  actionId!: string;

  @Field({ description: 'The refined prompt, in 1 to 4,000 characters.' })
  prompt!: string;

  @Field(() => String, { nullable: true, description: `The person or thing shown in the edited picture. ${DETAIL}` })
  model?: string | null;

  @Field(() => String, { nullable: true, description: `The styling of the edited picture. ${DETAIL}` })
  styling?: string | null;

  @Field(() => String, { nullable: true, description: `The background of the edited picture. ${DETAIL}` })
  background?: string | null;
}

@InputType({ description: 'A picture of a batch whose background will be replaced.' })
export class BatchBackgroundInput extends ActionInput {
  @Field(() => ID, { description: 'The picture to start from: img_….' })
  imageId!: string;

  @Field({ description: 'Describes the new background, in 1 to 1,000 characters.' })
  background!: string;

  @Field(() => ID, {
    nullable: true,
    description:
      'A mask, white where the picture is to be kept: img_…. It is scaled to the size of the picture. Without a mask, the ' +
      'engine finds the subject itself.',
  })
  maskImageId?: string | null;
}

@InputType({ description: 'A picture whose background will be replaced.' })
export class PerformBackgroundInput extends BatchBackgroundInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;
}

const SIDE =
  'Pixels to add on this side. At least one side must be above 0; the result may be at most 8,192 pixels wide and high.';

@InputType({ description: 'A picture of a batch to widen, by a number of pixels on each side.' })
export class BatchExpandInput extends ActionInput {
  @Field(() => ID, { description: 'The picture to start from: img_….' })
  imageId!: string;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  top?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  right?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  bottom?: number | null;

  @Field(() => Int, { nullable: true, defaultValue: 0, description: SIDE })
  left?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Describes what the added area shows. Optional, 1 to 4,000 characters.',
  })
  prompt?: string | null;
}

@InputType({ description: 'A picture to widen, by a number of pixels on each side.' })
export class PerformExpandInput extends BatchExpandInput {
  @Field(() => ID, { description: PROJECT })
  projectId!: string;
}

@ObjectType({ description: 'The action was accepted and charged. Subscribe to actionChanged to receive its picture.' })
export class PerformedAction extends ProjectPostingResult {
  declare readonly __typename: 'PerformedAction';

  @Field(() => ActionType, { description: 'The action in its current state.' })
  action!: Action;

  @Field(() => CreditTransactionType, { description: 'The transaction that charged the action.' })
  transaction!: LedgerEntry;
}

export const PerformActionResult = createUnionType({
  name: 'PerformActionResult',
  description: 'The result of performing an action.',
  types: () => [PerformedAction, ...CHARGE_ERRORS, NoChangeError] as const,
});
export type PerformActionResult = typeof PerformActionResult;

@ObjectType({ description: 'The action was canceled before it started, and its charge was refunded.' })
export class CanceledAction {
  declare readonly __typename: 'CanceledAction';

  @Field(() => ActionType, { description: 'The action, now CANCELED.' })
  action!: Action;

  @Field(() => CreditTransactionType, { description: 'The transaction that refunded the charge.' })
  refund!: LedgerEntry;
}

export const CancelActionResult = createUnionType({
  name: 'CancelActionResult',
  description: 'The result of canceling an action.',
  types: () => [CanceledAction, ActionNotCancelableError] as const,
});
export type CancelActionResult = typeof CancelActionResult;
