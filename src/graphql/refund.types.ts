import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Action } from '../actions/action.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import { ActionType } from './action.types.ts';
import { CreditTransactionType } from './credit-transaction.types.ts';
import { IdempotentInput, ProjectPostingResult } from './idempotent.types.ts';
import { BalanceLimitError, IdempotencyConflictError, UserError } from './user-error.types.ts';

@InputType({ description: 'An action to refund.' })
export class RefundActionInput extends IdempotentInput {
  @Field(() => ID, { description: 'The id of the action: act_….' })
  actionId!: string;

  @Field({ description: 'Why it is refunded. It is kept as the note of the refund. 1 to 1,000 characters.' })
  reason!: string;
}

@ObjectType({ description: 'The charge of the action was refunded.' })
export class RefundedAction extends ProjectPostingResult {
  declare readonly __typename: 'RefundedAction';

  @Field(() => ActionType, { description: 'The action in its current state.' })
  action!: Action;

  @Field(() => CreditTransactionType, { description: 'The transaction that refunded the charge.' })
  transaction!: LedgerEntry;
}

@ObjectType({
  implements: UserError,
  description:
    'The charge of the action was refunded before, by hand or because the action failed. Nothing was written.',
})
export class AlreadyRefundedError extends UserError {
  declare readonly __typename: 'AlreadyRefundedError';

  @Field(() => CreditTransactionType, { description: 'The transaction that refunded the charge.' })
  refund!: LedgerEntry;
}

export const RefundActionResult = createUnionType({
  name: 'RefundActionResult',
  description: 'The result of refunding an action.',
  types: () => [RefundedAction, AlreadyRefundedError, IdempotencyConflictError, BalanceLimitError] as const,
});
export type RefundActionResult = typeof RefundActionResult;
