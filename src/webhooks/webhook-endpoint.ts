import type { WebhookDeliveryId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { WebhookDeliveryStatus, WebhookEvent } from './webhook-event.ts';

/** A receiver of a workspace's events, without its secret. */
export interface WebhookEndpoint {
  readonly id: WebhookEndpointId;
  readonly workspaceId: WorkspaceId;
  readonly url: string;
  readonly events: readonly WebhookEvent[];
  readonly enabled: boolean;
  readonly createdAt: Instant;
  /** The time of the first failed try after the last success; null: the last try succeeded. */
  readonly failingSince: Instant | null;
  /** The reason why the system has switched it off; null: it has not. */
  readonly switchedOffBecause: string | null;
}

export const ENDPOINT_COLUMNS = `e.id, e.workspace_id as "workspaceId", e.url, e.events::text[] as events, e.enabled,
  e.created_at as "createdAt", e.failing_since as "failingSince", e.switched_off_because as "switchedOffBecause"`;

/** One event on its way to one endpoint. */
export interface WebhookDelivery {
  readonly id: WebhookDeliveryId;
  readonly endpointId: WebhookEndpointId;
  readonly event: WebhookEvent;
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  readonly responseStatus: number | null;
  readonly failure: string | null;
  readonly createdAt: Instant;
  readonly nextAttemptAt: Instant | null;
}

export const DELIVERY_COLUMNS = `d.id, d.endpoint_id as "endpointId", d.event::text as event, d.status::text as status, d.attempts,
  d.response_status as "responseStatus", d.failure, d.created_at as "createdAt", d.next_attempt_at as "nextAttemptAt"`;
