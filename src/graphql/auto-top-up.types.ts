import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { Project } from '../ledger/project.ts';
import { MONTHLY_LIMIT_MAX, THRESHOLD_MAX } from '../purchases/auto-top-ups.ts';
import type { PurchaseFailure as Failure } from '../purchases/purchase.ts';
import type { AutoTopUpState as State } from '../purchases/top-up-result.ts';
import { AutoTopUpState } from './enums.ts';
import { grouped } from './grouped.ts';
import { ProjectType } from './project.types.ts';
import { PaymentsNotConfiguredError, PurchaseFailure } from './purchase.types.ts';
import { DateTime } from './scalars.ts';
import { UserError } from './user-error.types.ts';

const THRESHOLD = 'A debit that leaves at most this balance, in credits, starts a top-up.';
export const MONTHLY_LIMIT =
  'The maximum cost of all top-ups in a calendar month of UTC, including those whose payment is still pending.';

@ObjectType('AutoTopUp', { description: 'A credit pack that is bought automatically when the balance is low.' })
export class AutoTopUpType {
  @Field(() => Int, { description: THRESHOLD })
  threshold!: number;

  @Field(() => AutoTopUpState, { description: 'Whether top-ups are active, or why they are paused.' })
  state!: State;

  @Field(() => PurchaseFailure, {
    nullable: true,
    description: 'Why the last attempt brought no credits. Null if it succeeded or there was none.',
  })
  failure!: Failure | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'The earliest time of the next attempt. Null: the next debit that reaches the threshold starts one, unless ' +
      'top-ups are paused.',
  })
  nextAttemptAt!: number | null;
}

@InputType({ description: 'The settings of the automatic top-up.' })
export class AutoTopUpInput {
  @Field(() => Int, { description: `${THRESHOLD} 0 to ${grouped(THRESHOLD_MAX)}.` })
  threshold!: number;

  @Field(() => ID, {
    description:
      'The pack: pck_…. It is bought at these terms until another is set, also when it is no longer for sale.',
  })
  creditPackId!: string;

  @Field(() => Int, {
    description: `${MONTHLY_LIMIT} In the smallest unit of the pack's currency, from the price of one pack to ${grouped(MONTHLY_LIMIT_MAX)}.`,
  })
  monthlyLimitMinor!: number;
}

@InputType({ description: 'A project and its automatic top-up.' })
export class SetAutoTopUpInput {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;

  @Field(() => AutoTopUpInput, {
    nullable: true,
    description: 'The automatic top-up; null ends it. Setting it again ends a pause. Must not be omitted.',
  })
  autoTopUp?: AutoTopUpInput | null;
}

@ObjectType({ description: 'The automatic top-up was set, or ended.' })
export class AutoTopUpSet {
  declare readonly __typename: 'AutoTopUpSet';

  @Field(() => ProjectType, { description: 'The project in its current state.' })
  project!: Project;
}

@ObjectType({
  implements: UserError,
  description: 'The project has no saved payment method: buy a pack with savePaymentMethod first. Nothing was written.',
})
export class NoPaymentMethodError extends UserError {
  declare readonly __typename: 'NoPaymentMethodError';
}

export const SetAutoTopUpResult = createUnionType({
  name: 'SetAutoTopUpResult',
  description: 'The result of setting an automatic top-up.',
  types: () => [AutoTopUpSet, NoPaymentMethodError, PaymentsNotConfiguredError] as const,
});
export type SetAutoTopUpResult = typeof SetAutoTopUpResult;
