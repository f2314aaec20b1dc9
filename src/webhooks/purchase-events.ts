import { overRows } from '../database/over-rows.ts';
import type { Statement } from '../database/statement.ts';
import type { ProjectId, PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { insertDeliveries } from './insert-deliveries.ts';

interface PurchaseEvent {
  readonly projectId: ProjectId;
  readonly purchaseId: PurchaseId;
  readonly event: 'PURCHASE_PAID' | 'PURCHASE_REVERSED';
  readonly at: Instant;
}

/** The event of a purchase, read after the statement that updated its row. The row's version makes the events of several reversals distinct. */
const EVENT_OF_PURCHASE = `(
  select touched.event as event, u.id::text || u.version as place, to_timestamp(touched.at / 1000) as at, u.created_at as since,
    jsonb_build_object('purchaseId', u.id, 'credits', u.credits, 'amount', u.minor, 'currency', u.currency,
      'source', u.source, 'status', u.status, 'reversedCredits', u.reversed_credits,
      'unrecoveredCredits', u.unrecovered_credits) as facts
  from purchases u where u.id = touched.purchase_id
)`;

/** Writes the events of purchases that were paid, refunded or disputed, in the transaction that updates them. */
export const purchaseEvents: (purchases: readonly PurchaseEvent[]) => Statement = overRows<PurchaseEvent>(
  'webhooks_tell_purchases',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    purchase_id: ['uuid', ({ purchaseId }) => purchaseId],
    event: ['text', ({ event }) => event],
    at: ['float8', ({ at }) => at],
  },
  (rows) => insertDeliveries(rows, EVENT_OF_PURCHASE),
);

/** An automatic top-up that failed. */
export interface FailedTopUp {
  readonly projectId: ProjectId;
  readonly failure: { readonly code: string; readonly message: string };
  readonly at: Instant;
}

/** Writes what is to be stored about failed top-ups, behind the statement that says what follows. */
export type TopUpFailureStatement = (failed: readonly FailedTopUp[]) => Statement;

const FAILED = `(
  select 'AUTO_TOP_UP_FAILED' as event, touched.at::text as place, to_timestamp(touched.at / 1000) as at,
    to_timestamp(touched.at / 1000) as since,
    jsonb_build_object('failure', jsonb_build_object('code', touched.code, 'message', touched.message),
      'state', a.state, 'nextAttemptAt', a.next_attempt_at, 'balance', p.balance) as facts
  from auto_top_ups a where a.project_id = p.id
)`;

/** Tells webhooks of failed top-ups. */
export const topUpEvents: TopUpFailureStatement = overRows<FailedTopUp>(
  'webhooks_tell_top_ups',
  {
    project_id: ['uuid', ({ projectId }) => projectId],
    code: ['text', ({ failure }) => failure.code],
    message: ['text', ({ failure }) => failure.message],
    at: ['float8', ({ at }) => at],
  },
  (rows) => insertDeliveries(rows, FAILED),
);
