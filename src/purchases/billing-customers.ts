import { overRows } from '../database/over-rows.ts';
import { type Queryable, runStatement, type Statement } from '../database/statement.ts';
import type { ProjectId } from '../ids.ts';

/** The Stripe customer of a project. */
export interface BillingCustomer {
  readonly projectId: ProjectId;
  readonly customerId: string;
  /** The payment method that may be charged without the buyer present; null if there is none. */
  readonly paymentMethodId: string | null;
}

export async function billingCustomer(on: Queryable, projectId: ProjectId): Promise<BillingCustomer | null> {
  const [customer] = await runStatement<BillingCustomer>(on, {
    name: 'billing_customer',
    text: `select c.project_id as "projectId", c.customer_id as "customerId", c.payment_method_id as "paymentMethodId"
      from billing_customers c where c.project_id = $1`,
    values: [projectId],
  });
  return customer ?? null;
}

/** The customer of a project; created if it does not exist. Concurrent calls create one, by the idempotency key of the call. */
export async function customerOf(
  on: Queryable,
  projectId: ProjectId,
  create: (projectId: ProjectId) => Promise<string>,
): Promise<string> {
  const known = await billingCustomer(on, projectId);
  if (known) return known.customerId;
  const customerId = await create(projectId);
  const [kept] = await runStatement<{ customerId: string }>(on, {
    name: 'billing_customer_keep',
    text: `insert into billing_customers (project_id, customer_id) values ($1, $2)
      on conflict (project_id) do update set project_id = excluded.project_id returning customer_id as "customerId"`,
    values: [projectId, customerId],
  });
  return kept?.customerId ?? customerId;
}

type KeptMethod = { readonly projectId: ProjectId; readonly customerId: string; readonly paymentMethodId: string };

const METHOD_COLUMNS = {
  project_id: ['uuid', ({ projectId }: KeptMethod) => projectId],
  customer_id: ['text', ({ customerId }: KeptMethod) => customerId],
  payment_method_id: ['text', ({ paymentMethodId }: KeptMethod) => paymentMethodId],
} as const;

const keepMethods = overRows<KeptMethod>(
  'billing_method_keep',
  METHOD_COLUMNS,
  (rows) => `insert into billing_customers (project_id, customer_id, payment_method_id)
    select kept.project_id, kept.customer_id, kept.payment_method_id from ${rows} kept
    on conflict (project_id) do update
      set customer_id = excluded.customer_id, payment_method_id = excluded.payment_method_id`,
);

/** A new payment method reactivates a top-up that was paused because of the previous one. */
const goOn = overRows<KeptMethod>(
  'auto_top_ups_go_on',
  METHOD_COLUMNS,
  (rows) => `update auto_top_ups a set state = 'ACTIVE', declines = 0, failure_code = null, failure_message = null,
      next_attempt_at = null
    from ${rows} kept
    where a.project_id = kept.project_id and a.state in ('NO_PAYMENT_METHOD', 'DECLINED', 'AUTHENTICATION_NEEDED')`,
);

/** Stores payment methods that buyers have permitted to be charged again. */
export function keepPaymentMethods(methods: readonly KeptMethod[]): Statement[] {
  return methods.length === 0 ? [] : [keepMethods(methods), goOn(methods)];
}
