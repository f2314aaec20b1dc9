import { insertRows, instantColumn } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { CreditPack } from './credit-pack.ts';
import type { PurchaseSource } from './purchase.ts';

/** The parameters of a checkout. */
export interface CheckoutTerms {
  readonly idempotencyKey: string;
  readonly requestHash: string;
  readonly returnUrl: string;
  readonly savesPaymentMethod: boolean;
}

export interface NewPurchase {
  readonly id: PurchaseId;
  readonly projectId: ProjectId;
  readonly pack: CreditPack;
  readonly source: PurchaseSource;
  readonly customerId: string;
  /** The payment method that an automatic top-up charges. */
  readonly paymentMethodId: string | null;
  readonly checkout: CheckoutTerms | null;
  readonly actor: string;
  readonly expiresAt: Instant;
  readonly createdAt: Instant;
  readonly syncAt: Instant;
}

const insert = insertRows<NewPurchase>('purchases_insert', 'purchases', {
  id: ['uuid', ({ id }) => id],
  workspace_id: ['uuid', ({ pack }) => pack.workspaceId],
  project_id: ['uuid', ({ projectId }) => projectId],
  credit_pack_id: ['uuid', ({ pack }) => pack.id],
  credits: ['int', ({ pack }) => pack.credits],
  minor: ['int', ({ pack }) => pack.minor],
  currency: ['text', ({ pack }) => pack.currency],
  expires_after_days: ['int', ({ pack }) => pack.expiresAfterDays],
  source: ['purchase_source', ({ source }) => source],
  status: ['purchase_status', () => 'PENDING'],
  idempotency_key: ['text', ({ checkout }) => checkout?.idempotencyKey ?? null],
  request_hash: ['text', ({ checkout }) => checkout?.requestHash ?? null, (value) => `decode(${value}, 'hex')`],
  return_url: ['text', ({ checkout }) => checkout?.returnUrl ?? null],
  saves_payment_method: ['bool', ({ checkout }) => checkout?.savesPaymentMethod ?? false],
  customer_id: ['text', ({ customerId }) => customerId],
  payment_method_id: ['text', ({ paymentMethodId }) => paymentMethodId],
  actor: ['text', ({ actor }) => actor],
  expires_at: ['float8', ({ expiresAt }) => expiresAt, instantColumn],
  created_at: ['float8', ({ createdAt }) => createdAt, instantColumn],
  look_at: ['float8', ({ syncAt }) => syncAt, instantColumn],
});

/** Inserts nothing if the project already has a purchase with the same idempotency key. */
export function insertPurchase(rows: readonly NewPurchase[]): Statement {
  const statement = insert(rows);
  return { ...statement, text: `${statement.text} on conflict do nothing` };
}
