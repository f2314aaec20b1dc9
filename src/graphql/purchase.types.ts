import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type {
  Purchase,
  PurchaseFailure as Failure,
  PurchaseSource as Source,
  PurchaseStatus as Status,
} from '../purchases/purchase.ts';
import { connectionType } from './connection.ts';
import { PurchaseSource, PurchaseStatus } from './enums.ts';
import { IdempotentInput, ReplayableResult } from './idempotent.types.ts';
import { NodeType } from './node.types.ts';
import { DateTime } from './scalars.ts';
import { IdempotencyConflictError, ProjectArchivedError, UserError } from './user-error.types.ts';

@ObjectType({ description: 'Why a purchase or an automatic top-up brought no credits.' })
export class PurchaseFailure {
  @Field({
    description:
      'For programs: a decline code of Stripe such as insufficient_funds, or amount_differs, project_archived, balance_limit, limit_reached, no_payment_method, not_attempted.',
  })
  code!: string;

  @Field({ description: 'A message for people.' })
  message!: string;
}

@ObjectType('Purchase', { implements: NodeType, description: 'A credit pack that a project buys, or has bought.' })
export class PurchaseType {
  @Field(() => ID, { description: 'pur_…' })
  id!: string;

  @Field(() => Int, { description: 'The credits of the pack.' })
  credits!: number;

  @Field(() => PurchaseSource, { description: 'How the purchase was made.' })
  source!: Source;

  @Field(() => PurchaseStatus, { description: 'The state, as last read from Stripe.' })
  status!: Status;

  @Field(() => Int, {
    description: 'Credits that refunds and disputes have reversed, whether or not they could be revoked.',
  })
  reversedCredits!: number;

  @Field(() => Int, { description: 'The part of reversedCredits that had been spent before it could be revoked.' })
  unrecoveredCredits!: number;

  @Field(() => String, {
    nullable: true,
    description: 'The page of Stripe with the receipt; null before it is paid.',
  })
  receiptUrl!: string | null;

  @Field(() => PurchaseFailure, {
    nullable: true,
    description: 'Why it failed, or why a payment is held; null: neither.',
  })
  failure!: Failure | null;

  @Field({
    description:
      'Who bought it: the name of the API key, the subject of the token, or "system" for an automatic top-up.',
  })
  actor!: string;

  @Field(() => DateTime, { description: 'When the purchase was begun.' })
  createdAt!: number;

  @Field(() => DateTime, { nullable: true, description: 'When its credits were granted; null: they have not been.' })
  paidAt!: number | null;
}

export const PurchaseConnection = connectionType('Purchase', () => PurchaseType);

@InputType({ description: 'A credit pack to buy for a project.' })
export class CreateCheckoutInput extends IdempotentInput {
  @Field(() => ID, { description: 'The project that receives the credits: prj_….' })
  projectId!: string;

  @Field(() => ID, { description: 'The pack: pck_…. It must be for sale.' })
  creditPackId!: string;

  @Field({
    description:
      'The page to which Stripe sends the buyer back, with ?purchase=pur_… after paying and without it otherwise. Its ' +
      'origin must be that of this server or one of PURCHASE_RETURN_ORIGINS. At most 2,000 characters.',
  })
  returnUrl!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Whether to save the payment method for the automatic top-up of the project. The page of Stripe tells the buyer ' +
      'so.',
  })
  savePaymentMethod?: boolean | null;
}

@ObjectType({ description: 'A page of Stripe on which the buyer pays.' })
export class Checkout extends ReplayableResult {
  declare readonly __typename: 'Checkout';

  @Field(() => PurchaseType, { description: 'The purchase. It is PENDING until it is paid.' })
  purchase!: Purchase;

  @Field({ description: 'The URL of the page. Send the buyer there.' })
  url!: string;

  @Field(() => DateTime, { description: 'The buyer can pay until then.' })
  expiresAt!: number;
}

@ObjectType({
  implements: UserError,
  description: 'Payments are not configured: the operator has not set up Stripe. Nothing was written.',
})
export class PaymentsNotConfiguredError extends UserError {
  declare readonly __typename: 'PaymentsNotConfiguredError';
}

export const CreateCheckoutResult = createUnionType({
  name: 'CreateCheckoutResult',
  description: 'The result of beginning a purchase.',
  types: () => [Checkout, PaymentsNotConfiguredError, ProjectArchivedError, IdempotencyConflictError] as const,
});
export type CreateCheckoutResult = typeof CreateCheckoutResult;

@InputType({ description: 'The project whose cards and receipts to show.' })
export class CreateBillingPortalInput {
  @Field(() => ID, { description: 'prj_…' })
  projectId!: string;

  @Field({
    description: 'The page to which Stripe sends people back. The rules of CreateCheckoutInput.returnUrl apply.',
  })
  returnUrl!: string;
}

@ObjectType({ description: 'A page of Stripe on which people manage their cards and see their receipts.' })
export class BillingPortal {
  @Field({ description: 'The URL of the page. It is valid for a few minutes.' })
  url!: string;
}

@InputType({ description: 'A purchase to refund.' })
export class RefundPurchaseInput extends IdempotentInput {
  @Field(() => ID, { description: 'The id of the purchase: pur_….' })
  purchaseId!: string;

  @Field({ description: 'Why it is refunded. It is kept as the note of the revocation. 1 to 1,000 characters.' })
  reason!: string;
}

@ObjectType({
  description: 'The unspent credits of the purchase are revoked, and their price is refunded to the buyer.',
})
export class RefundedPurchase extends ReplayableResult {
  declare readonly __typename: 'RefundedPurchase';

  @Field(() => PurchaseType, { description: 'The purchase in its current state.' })
  purchase!: Purchase;
}

@ObjectType({
  implements: UserError,
  description: 'The purchase was not paid, or all its credits are spent. Nothing was written.',
})
export class PurchaseNotRefundableError extends UserError {
  declare readonly __typename: 'PurchaseNotRefundableError';

  @Field(() => PurchaseStatus, { description: 'The state of the purchase.' })
  status!: Status;
}

export const RefundPurchaseResult = createUnionType({
  name: 'RefundPurchaseResult',
  description: 'The result of refunding a purchase.',
  types: () =>
    [RefundedPurchase, PurchaseNotRefundableError, IdempotencyConflictError, PaymentsNotConfiguredError] as const,
});
export type RefundPurchaseResult = typeof RefundPurchaseResult;
