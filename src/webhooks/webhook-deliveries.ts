import type { Database } from '../database/database.ts';
import { runStatement, type Statement } from '../database/statement.ts';
import type { NewId, WebhookDeliveryId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { DELIVERY_COLUMNS, type WebhookDelivery } from './webhook-endpoint.ts';

export interface WebhookDeliveriesOptions {
  readonly database: Database;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** Called when a delivery is due. */
  readonly due: () => void;
}

/** Reads, tests and repeats deliveries. */
export class WebhookDeliveries {
  readonly #options: WebhookDeliveriesOptions;

  constructor(options: WebhookDeliveriesOptions) {
    this.#options = options;
  }

  /** Newest first. */
  newest(endpointId: WebhookEndpointId, max: number): Promise<WebhookDelivery[]> {
    return runStatement<WebhookDelivery>(this.#options.database.pool, {
      name: 'webhook_deliveries_newest',
      text: `select ${DELIVERY_COLUMNS} from webhook_deliveries d where d.endpoint_id = $1 order by d.position desc limit $2`,
      values: [endpointId, max],
    });
  }

  /** Null if the workspace has no such delivery. */
  find(workspaceId: WorkspaceId, id: WebhookDeliveryId): Promise<WebhookDelivery | null> {
    return this.#one({
      name: 'webhook_deliveries_find',
      text: `select ${DELIVERY_COLUMNS} from webhook_deliveries d
        join webhook_endpoints e on e.id = d.endpoint_id and e.workspace_id = $1 where d.id = $2`,
      values: [workspaceId, id],
    });
  }

  /** Queues a test event for an endpoint; it waits while the endpoint is disabled. Null if there is no such endpoint. */
  async sendTest(workspaceId: WorkspaceId, endpointId: WebhookEndpointId): Promise<WebhookDelivery | null> {
    const { newId, clock, due } = this.#options;
    const delivery = await this.#one({
      name: 'webhook_deliveries_test',
      text: `insert into webhook_deliveries as d (id, endpoint_id, event, facts, created_at, next_attempt_at)
        select $3, e.id, 'TEST', '{}', to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000)
        from webhook_endpoints e where e.workspace_id = $1 and e.id = $2 returning ${DELIVERY_COLUMNS}`,
      values: [workspaceId, endpointId, newId<WebhookDeliveryId>(), clock()],
    });
    due();
    return delivery;
  }

  /** Restarts the tries of a delivery under the same id. Null if the workspace has no such delivery. */
  async redeliver(workspaceId: WorkspaceId, id: WebhookDeliveryId): Promise<WebhookDelivery | null> {
    const { clock, due } = this.#options;
    const delivery = await this.#one({
      name: 'webhook_deliveries_redeliver',
      text: `update webhook_deliveries d set status = 'PENDING', attempts = 0, next_attempt_at = to_timestamp($3::float8 / 1000)
        from webhook_endpoints e where e.id = d.endpoint_id and e.workspace_id = $1 and d.id = $2
        returning ${DELIVERY_COLUMNS}`,
      values: [workspaceId, id, clock()],
    });
    due();
    return delivery;
  }

  async #one(statement: Statement): Promise<WebhookDelivery | null> {
    const [delivery] = await runStatement<WebhookDelivery>(this.#options.database.pool, statement);
    return delivery ?? null;
  }
}
