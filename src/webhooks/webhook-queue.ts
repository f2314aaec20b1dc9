/**
 * The queries of WebhookDispatcher: lease endpoints, read due deliveries in order, and store their results. Each statement is one
 * transaction; a process that has lost its lease can no longer write to the endpoint.
 */
import { overRows } from '../database/over-rows.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { WebhookDeliveryId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { Message } from './message-body.ts';
import type { DeliveryAfter, EndpointAfter } from './schedule.ts';

/** How long a process holds the lease of an endpoint: longer than `WebhookDispatcher` works on a batch. */
const LEASE_MS = 60_000; // 1 minute

export interface Lease {
  readonly endpointId: WebhookEndpointId;
  readonly leaseId: string;
}

/** The current state of a leased endpoint. */
export interface LeasedEndpoint {
  readonly workspaceId: WorkspaceId;
  readonly url: string;
  readonly secret: string;
  readonly previousSecret: string | null;
  readonly failingSince: Instant | null;
}

export interface DueDelivery extends Message {
  readonly id: WebhookDeliveryId;
  readonly attempts: number;
  /** The span that caused the event; null: not traced. Stored in the column `facts`, but not part of the payload. */
  readonly traceparent: string | null;
}

export interface TriedDelivery extends DeliveryAfter {
  readonly id: WebhookDeliveryId;
  readonly responseStatus: number | null;
  readonly failure: string | null;
}

const writeTried = overRows<TriedDelivery>(
  'webhooks_write_tried',
  {
    id: ['uuid', ({ id }) => id],
    status: ['webhook_delivery_status', ({ status }) => status],
    attempts: ['int', ({ attempts }) => attempts],
    response_status: ['int', ({ responseStatus }) => responseStatus],
    failure: ['text', ({ failure }) => failure],
    next_attempt_at: ['float8', ({ nextAttemptAt }) => nextAttemptAt],
  },
  (rows) => `update webhook_deliveries d set status = tried.status, attempts = tried.attempts,
      response_status = tried.response_status, failure = tried.failure,
      next_attempt_at = to_timestamp(tried.next_attempt_at / 1000)
    from ${rows} tried where d.id = tried.id`,
);

export class WebhookQueue {
  readonly #pool: Queryable;

  constructor(pool: Queryable) {
    this.#pool = pool;
  }

  /** Leases endpoints that have due deliveries and no lease, the least recently served first. */
  async lease(leaseId: string, now: Instant, max: number): Promise<Lease[]> {
    const rows = await runStatement<{ id: WebhookEndpointId }>(this.#pool, {
      name: 'webhooks_lease',
      text: `update webhook_endpoints e set lease_id = $1, leased_until = to_timestamp(($2::float8 + ${LEASE_MS}) / 1000)
        from (
          select e.id from webhook_endpoints e
          where e.enabled and coalesce(e.leased_until, '-infinity') <= to_timestamp($2::float8 / 1000)
            and coalesce(e.paused_until, '-infinity') <= to_timestamp($2::float8 / 1000)
            and exists (
              select from webhook_deliveries d
              where d.endpoint_id = e.id and d.status = 'PENDING' and d.next_attempt_at <= to_timestamp($2::float8 / 1000)
            )
          order by e.leased_until nulls first limit $3 for update of e skip locked
        ) due
        where e.id = due.id returning e.id`,
      values: [leaseId, now, max],
    });
    return rows.map(({ id }) => ({ endpointId: id, leaseId }));
  }

  /** Renews the lease. Null if it is lost, or if the endpoint was disabled or deleted. */
  async renew({ endpointId, leaseId }: Lease, now: Instant): Promise<LeasedEndpoint | null> {
    const [row] = await runStatement<LeasedEndpoint>(this.#pool, {
      name: 'webhooks_renew',
      text: `update webhook_endpoints e set leased_until = to_timestamp(($3::float8 + ${LEASE_MS}) / 1000)
        where e.id = $1 and e.lease_id = $2 and e.enabled
          and coalesce(e.paused_until, '-infinity') <= to_timestamp($3::float8 / 1000)
        returning e.workspace_id as "workspaceId", e.url, e.secret, e.failing_since as "failingSince",
          case when e.previous_secret_until > to_timestamp($3::float8 / 1000) then e.previous_secret end as "previousSecret"`,
      values: [endpointId, leaseId, now],
    });
    return row ?? null;
  }

  due(endpointId: WebhookEndpointId, now: Instant, max: number): Promise<DueDelivery[]> {
    return runStatement<DueDelivery>(this.#pool, {
      name: 'webhooks_due',
      text: `select d.id, d.event::text as event, d.facts - 'traceparent' as facts,
          d.facts->>'traceparent' as traceparent, d.attempts, d.created_at as "createdAt"
        from webhook_deliveries d
        where d.endpoint_id = $1 and d.status = 'PENDING' and d.next_attempt_at <= to_timestamp($2::float8 / 1000)
        order by d.next_attempt_at, d.position limit $3`,
      values: [endpointId, now, max],
    });
  }

  async writeTried(tried: readonly TriedDelivery[]): Promise<void> {
    if (tried.length > 0) await runStatement(this.#pool, writeTried(tried));
  }

  /** False if the lease is lost. */
  async writeEndpoint({ endpointId, leaseId }: Lease, after: EndpointAfter): Promise<boolean> {
    const rows = await runStatement(this.#pool, {
      name: 'webhooks_write_endpoint',
      text: `update webhook_endpoints e set failing_since = to_timestamp($3::float8 / 1000),
          paused_until = to_timestamp($4::float8 / 1000), enabled = e.enabled and $5::text is null,
          switched_off_because = $5::text
        where e.id = $1 and e.lease_id = $2 and e.enabled returning e.id`,
      values: [endpointId, leaseId, after.failingSince, after.pausedUntil, after.switchedOff],
    });
    return rows.length > 0;
  }

  async release({ endpointId, leaseId }: Lease, now: Instant): Promise<void> {
    await runStatement(this.#pool, {
      name: 'webhooks_release',
      text: `update webhook_endpoints set lease_id = null, leased_until = to_timestamp($3::float8 / 1000)
        where id = $1 and lease_id = $2`,
      values: [endpointId, leaseId, now],
    });
  }

  /** Deletes deliveries of events before an instant. The time in an id is never later than the event. */
  async forgetBefore(before: Instant): Promise<void> {
    await runStatement(this.#pool, {
      name: 'webhooks_forget',
      text: `delete from webhook_deliveries where id < $1 and created_at < to_timestamp($2::float8 / 1000)`,
      values: [firstIdOf(before), before],
    });
  }
}

function firstIdOf(at: Instant): string {
  const hex = at.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
