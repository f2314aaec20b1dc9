import {
  type Administrator,
  type AuditAct,
  type AuditChange,
  newAuditEntries,
  writeAuditEntry,
} from '../audit/audit.ts';
import type { Database } from '../database/database.ts';
import type { Prisma } from '../database/generated/prisma/client.ts';
import { runStatement } from '../database/statement.ts';
import { lockWorkspace } from '../database/workspace-lock.ts';
import type { NewId, WebhookEndpointId, WorkspaceId } from '../ids.ts';
import { invalid } from '../input/invalid-input.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import { urlProblem } from './endpoint-url.ts';
import type { Reachable } from './reachable.ts';
import { newSigningSecret } from './signature.ts';
import { ENDPOINT_COLUMNS, type WebhookEndpoint } from './webhook-endpoint.ts';
import type { WebhookEvent } from './webhook-event.ts';

export const ENDPOINTS_PER_WORKSPACE_MAX = 50;

/** How long the previous secret is used beside the new one. */
const ROTATION_MS = DAY_MS;

export interface WebhookEndpointsOptions {
  readonly database: Database;
  readonly reachable: Reachable;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
}

export interface EndpointChange {
  readonly url?: string | null;
  readonly events?: readonly WebhookEvent[] | null;
  readonly enabled?: boolean | null;
}

/** Creates, changes, lists and deletes endpoints. Throws InvalidInputError, which names the field. */
export class WebhookEndpoints {
  readonly #options: WebhookEndpointsOptions;

  constructor(options: WebhookEndpointsOptions) {
    this.#options = options;
  }

  /** Newest first. */
  list(workspaceId: WorkspaceId): Promise<WebhookEndpoint[]> {
    return runStatement<WebhookEndpoint>(this.#options.database.pool, {
      name: 'webhook_endpoints_list',
      text: `select ${ENDPOINT_COLUMNS} from webhook_endpoints e where e.workspace_id = $1 order by e.created_at desc, e.id desc`,
      values: [workspaceId],
    });
  }

  /** Null if the workspace has no such endpoint. */
  async find(workspaceId: WorkspaceId, id: WebhookEndpointId): Promise<WebhookEndpoint | null> {
    const [endpoint] = await runStatement<WebhookEndpoint>(this.#options.database.pool, {
      name: 'webhook_endpoints_find',
      text: `select ${ENDPOINT_COLUMNS} from webhook_endpoints e where e.workspace_id = $1 and e.id = $2`,
      values: [workspaceId, id],
    });
    return endpoint ?? null;
  }

  async create(
    { url, events }: { readonly url: string; readonly events: readonly WebhookEvent[] },
    by: Administrator,
  ): Promise<{ endpoint: WebhookEndpoint; secret: string }> {
    const { database, newId, randomBytes, clock } = this.#options;
    this.#check({ url, events });
    const id = newId<WebhookEndpointId>();
    const secret = newSigningSecret(randomBytes);
    const { workspaceId } = by;
    await database.prisma.$transaction(async (transaction) => {
      await lockWorkspace(transaction, workspaceId);
      if ((await transaction.webhookEndpoint.count({ where: { workspaceId } })) >= ENDPOINTS_PER_WORKSPACE_MAX) {
        throw invalid(
          'url',
          `cannot be added: a workspace has at most ${ENDPOINTS_PER_WORKSPACE_MAX} webhook endpoints`,
        );
      }
      const own = { id, workspaceId, url, events: [...events], enabled: true, secret, createdAt: new Date(clock()) };
      await transaction.webhookEndpoint.create({ data: own });
      await this.#record(transaction, 'WEBHOOK_ENDPOINT_CREATED', id, by, [
        { field: 'url', before: null, after: url },
        { field: 'events', before: null, after: events.join(' ') },
      ]);
    });
    return { endpoint: await this.#found(workspaceId, id), secret };
  }

  /** Enabling an endpoint resets its failures. Null if there is no such endpoint. */
  async update(id: WebhookEndpointId, change: EndpointChange, by: Administrator): Promise<WebhookEndpoint | null> {
    this.#check(change);
    const before = await this.find(by.workspaceId, id);
    if (!before) return null;
    const url = change.url ?? before.url;
    const events = [...(change.events ?? before.events)];
    const enabled = change.enabled ?? before.enabled;
    const afresh = { failingSince: null, pausedUntil: null, switchedOffBecause: null };
    const changes = [
      { field: 'url', before: before.url, after: url },
      { field: 'events', before: before.events.join(' '), after: events.join(' ') },
      { field: 'enabled', before: String(before.enabled), after: String(enabled) },
    ].filter((each) => each.before !== each.after);
    if (changes.length === 0) return before;
    const isAfresh = url !== before.url || (enabled && !before.enabled);
    await this.#options.database.prisma.$transaction(async (transaction) => {
      const data = { url, events, enabled, ...(isAfresh ? afresh : {}) };
      await transaction.webhookEndpoint.update({ where: { id, workspaceId: by.workspaceId }, data });
      await this.#record(transaction, 'WEBHOOK_ENDPOINT_UPDATED', id, by, changes);
    });
    return this.find(by.workspaceId, id);
  }

  /** Creates a new secret; the previous one is used beside it for a day. Null if there is no such endpoint. */
  async rotateSecret(
    id: WebhookEndpointId,
    by: Administrator,
  ): Promise<{ endpoint: WebhookEndpoint; secret: string } | null> {
    const { database, randomBytes, clock } = this.#options;
    const secret = newSigningSecret(randomBytes);
    const isRotated = await database.prisma.$transaction(async (transaction) => {
      const count =
        await transaction.$executeRaw`update webhook_endpoints set secret = ${secret}, previous_secret = secret,
        previous_secret_until = ${new Date(clock() + ROTATION_MS)}
        where id = ${id}::uuid and workspace_id = ${by.workspaceId}::uuid`;
      if (count > 0) await this.#record(transaction, 'WEBHOOK_SECRET_ROTATED', id, by, []);
      return count > 0;
    });
    return isRotated ? { endpoint: await this.#found(by.workspaceId, id), secret } : null;
  }

  /** Deletes an endpoint and its deliveries. False if there is no such endpoint. */
  delete(id: WebhookEndpointId, by: Administrator): Promise<boolean> {
    return this.#options.database.prisma.$transaction(async (transaction) => {
      const where = { id, workspaceId: by.workspaceId };
      const found = await transaction.webhookEndpoint.findFirst({ where, select: { url: true } });
      if (!found) return false;
      await transaction.webhookEndpoint.delete({ where });
      await transaction.webhookDelivery.deleteMany({ where: { endpointId: id } });
      await this.#record(transaction, 'WEBHOOK_ENDPOINT_DELETED', id, by, [
        { field: 'url', before: found.url, after: null },
      ]);
      return true;
    });
  }

  #check({ url, events }: EndpointChange): void {
    const problem = url == null ? null : urlProblem(url, this.#options.reachable);
    if (problem !== null) throw invalid('url', problem);
    if (events == null) return;
    if (events.length === 0) throw invalid('events', 'must name at least one event');
    if (new Set(events).size < events.length) throw invalid('events', 'must not name an event twice');
    if (events.includes('TEST'))
      throw invalid('events', 'must not name TEST: sendTestWebhook sends it to every endpoint');
  }

  async #found(workspaceId: WorkspaceId, id: WebhookEndpointId): Promise<WebhookEndpoint> {
    const endpoint = await this.find(workspaceId, id);
    if (!endpoint) throw new Error('the webhook endpoint was written but cannot be found');
    return endpoint;
  }

  #record(
    transaction: Prisma.TransactionClient,
    act: AuditAct,
    subjectId: WebhookEndpointId,
    by: Administrator,
    changes: readonly AuditChange[],
  ): Promise<void> {
    const { newId, clock } = this.#options;
    return writeAuditEntry(
      transaction,
      newAuditEntries(newId, clock)(by, { act, projectId: null, subjectId, changes }),
    );
  }
}
