import type { CreditPackId, GrantId, ProjectId, PurchaseId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Money } from './money.ts';

export type PurchaseSource = 'CHECKOUT' | 'AUTO_TOP_UP';

export type PurchaseStatus = 'PENDING' | 'PROCESSING' | 'PAID' | 'PARTLY_REVERSED' | 'REVERSED' | 'FAILED' | 'EXPIRED';

/** Why the credits were not granted, or not yet. */
export interface PurchaseFailure {
  readonly code: string;
  readonly message: string;
}

/** The purchase of one pack by a project. */
export interface Purchase extends Money {
  readonly id: PurchaseId;
  readonly workspaceId: WorkspaceId;
  readonly projectId: ProjectId;
  readonly creditPackId: CreditPackId;
  readonly credits: number;
  readonly expiresAfterDays: number | null;
  readonly source: PurchaseSource;
  readonly status: PurchaseStatus;
  readonly idempotencyKey: string | null;
  readonly requestHash: string | null;
  readonly returnUrl: string | null;
  readonly savesPaymentMethod: boolean;
  readonly customerId: string | null;
  /** The payment method that an automatic top-up charges. */
  readonly paymentMethodId: string | null;
  readonly sessionId: string | null;
  readonly sessionUrl: string | null;
  /** The end of the checkout session. Stored, because Stripe accepts a repeated call only with the same parameters. */
  readonly expiresAt: Instant;
  readonly paymentIntentId: string | null;
  /** The grant of the payment, followed by grants of credits that were returned, such as after a dispute was won. */
  readonly grantIds: readonly GrantId[];
  readonly reversedCredits: number;
  /** The part of them that was spent before it could be revoked. */
  readonly unrecoveredCredits: number;
  readonly receiptUrl: string | null;
  readonly failure: PurchaseFailure | null;
  readonly actor: string;
  readonly createdAt: Instant;
  readonly paidAt: Instant | null;
  readonly version: number;
}

/** The columns of `purchases u` as a Purchase. */
export const PURCHASE_COLUMNS = `u.id, u.workspace_id as "workspaceId", u.project_id as "projectId",
  u.credit_pack_id as "creditPackId", u.credits, u.minor, u.currency, u.expires_after_days as "expiresAfterDays", u.source,
  u.status, u.idempotency_key as "idempotencyKey", encode(u.request_hash, 'hex') as "requestHash",
  u.return_url as "returnUrl", u.saves_payment_method as "savesPaymentMethod", u.customer_id as "customerId",
  u.payment_method_id as "paymentMethodId", u.session_id as "sessionId", u.session_url as "sessionUrl",
  u.expires_at as "expiresAt", u.payment_intent_id as "paymentIntentId", u.grant_ids as "grantIds",
  u.reversed_credits as "reversedCredits", u.unrecovered_credits as "unrecoveredCredits", u.receipt_url as "receiptUrl",
  case when u.failure_code is not null then
    jsonb_build_object('code', u.failure_code, 'message', u.failure_message) end as failure,
  u.actor, u.created_at as "createdAt", u.paid_at as "paidAt", u.version`;

/** A refund that an administrator requested. */
export interface PurchaseRefund {
  /** Stored in Stripe's metadata to identify the refund. */
  readonly id: string;
  readonly purchaseId: PurchaseId;
  readonly credits: number;
  readonly minor: number;
  /** PENDING until Stripe has accepted the refund. */
  readonly status: 'PENDING' | 'SENT' | 'FAILED';
}
