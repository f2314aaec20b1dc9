import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import type { Resolve } from '../guarded-agent.ts';
import type { NewId, WebhookDeliveryId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { Tracing } from '../tracing.ts';
import { type Depletion, depletionEvents, Depletions, type DepletionStatement } from './depletion.ts';
import type { WriteIds } from './message-body.ts';
import { reachable } from './reachable.ts';
import { WebhookSender } from './send-webhook.ts';
import { recordSwitchedOff } from './switch-off.ts';
import { WebhookDeliveries } from './webhook-deliveries.ts';
import { WebhookDispatcher } from './webhook-dispatcher.ts';
import { WebhookEndpoints } from './webhook-endpoints.ts';
import { WebhookQueue } from './webhook-queue.ts';

/** How long deliveries and their data are stored. */
const KEPT_MS = 30 * DAY_MS;

export interface WebhookOptions {
  readonly database: Database;
  /** Private host names, addresses and networks that the operator allows. */
  readonly allowPrivate: readonly string[];
  /** What others write about refusals. */
  readonly depletionStatements: readonly DepletionStatement[];
  readonly writeIds: WriteIds;
  readonly writeDeliveryId: (id: WebhookDeliveryId) => string;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => Instant;
  readonly random: () => number;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  readonly tracing?: Tracing | null;
  /** Resolves host names; default: the system's resolver. */
  readonly resolve?: Resolve;
}

/** The webhook components of one process. */
export interface Webhooks {
  /** The operations of administrators. */
  readonly services: {
    readonly webhookEndpoints: WebhookEndpoints;
    readonly webhookDeliveries: WebhookDeliveries;
  };
  /** Sends deliveries once it is started. */
  readonly dispatcher: WebhookDispatcher;
  readonly depleted: (depletion: Depletion) => Promise<void>;
  readonly forgetOld: () => Promise<void>;
}

export function openWebhooks(options: WebhookOptions): Webhooks {
  const { database, clock, resolve } = options;
  const allowed = reachable(options.allowPrivate);
  const queue = new WebhookQueue(database.pool);
  const sender = new WebhookSender({ reachable: allowed, clock, ...(resolve && { resolve }) });
  const dispatcher = new WebhookDispatcher({
    ...options,
    queue,
    send: (request) => sender.send(request),
    cutSending: () => sender.close(),
    switchedOff: (endpoint) => recordSwitchedOff(options, endpoint),
  });
  const depletions = new Depletions(database.pool, [depletionEvents, ...options.depletionStatements]);
  return {
    dispatcher,
    services: {
      webhookEndpoints: new WebhookEndpoints({ ...options, reachable: allowed }),
      webhookDeliveries: new WebhookDeliveries({ ...options, due: () => dispatcher.wake() }),
    },
    async depleted(depletion) {
      await depletions.tell(depletion);
      dispatcher.wake();
    },
    forgetOld: () => queue.forgetBefore(clock() - KEPT_MS),
  };
}
