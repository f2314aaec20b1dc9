/**
 * Sends due deliveries. Each endpoint with due deliveries is leased to one process:
 *
 *   idle ──a delivery is due──► leased ──batch sent, more are due──► leased (the lease is renewed)
 *                                 ├─ no more are due, or a try failed ──► released
 *                                 └─ the process dies ──► the lease ends after a minute, another process takes it
 *
 * An endpoint that hangs delays no other endpoint. A failing endpoint gets one try at a time.
 */
import type { Logger } from 'pino';
import type { NewId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { PollLoop } from '../poll-loop.ts';
import type { Tracing } from '../tracing.ts';
import { messageBody, type WriteIds } from './message-body.ts';
import { type AttemptResult, deliveryAfter, endpointAfter, isSuccess } from './schedule.ts';
import type { WebhookRequest } from './send-webhook.ts';
import { signedHeaders } from './signature.ts';
import type { SwitchedOff } from './switch-off.ts';
import type { DueDelivery, Lease, LeasedEndpoint, TriedDelivery, WebhookQueue } from './webhook-queue.ts';

/** The interval of polling for deliveries that other processes have written. */
const POLL_MS = 500;

/** How long running requests may take at shutdown; another process repeats those without a response. */
const GRACE_MS = 2_000; // 2 seconds

/** The most endpoints that one process serves concurrently. */
const ENDPOINTS_MAX = 200;

/** Deliveries per read of the queue. */
const BATCH_MAX = 100;

/** The most concurrent requests to one endpoint, each of another project. */
const LANES = 8;

/** A batch starts no request after this long, so that it ends within the lease, given the timeout of requests. */
const BATCH_MS = 20_000; // 20 seconds

export interface WebhookDispatcherOptions {
  readonly queue: WebhookQueue;
  readonly send: (request: WebhookRequest) => Promise<AttemptResult>;
  /** Aborts running requests. */
  readonly cutSending: () => Promise<void>;
  readonly writeIds: WriteIds;
  /** Converts an id for the header webhook-id. */
  readonly writeDeliveryId: (id: DueDelivery['id']) => string;
  /** Called when an endpoint was switched off. */
  readonly switchedOff: (endpoint: SwitchedOff) => Promise<void>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** Resolves after a delay. */
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  /** Null or absent: nothing is traced. */
  readonly tracing?: Tracing | null;
}

interface Tried {
  readonly delivery: DueDelivery;
  readonly result: AttemptResult;
  readonly at: Instant;
}

export class WebhookDispatcher {
  readonly #options: WebhookDispatcherOptions;
  readonly #loop: PollLoop;
  /** Whether requests are being aborted by this process, so that their failures do not count against the receiver. */
  #isCut = false;

  constructor(options: WebhookDispatcherOptions) {
    this.#options = options;
    this.#loop = new PollLoop({ poll: (free) => this.#begin(free), concurrency: ENDPOINTS_MAX, intervalMs: POLL_MS });
  }

  start(): void {
    this.#loop.start();
  }

  /** Must be called when a delivery may be due. */
  wake(): void {
    this.#loop.wake();
  }

  /** Resolves when no request is running and all results are stored. */
  async stop(): Promise<void> {
    const { wait, cutSending } = this.#options;
    await this.#loop.stop();
    await Promise.race([this.#loop.finished(), wait(GRACE_MS)]);
    this.#isCut = true;
    await cutSending();
    await this.#loop.finished();
  }

  async #begin(free: number): Promise<Promise<void>[]> {
    const { queue, newId, clock, log } = this.#options;
    try {
      return (await queue.lease(newId(), clock(), free)).map((lease) => this.#serve(lease));
    } catch (error) {
      log.warn({ err: error }, 'webhooks wait for the database');
      return [];
    }
  }

  async #serve(lease: Lease): Promise<void> {
    const { queue, clock, log } = this.#options;
    try {
      await this.#sendDue(lease);
      await queue.release(lease, clock());
    } catch (error) {
      log.warn({ err: error }, 'a webhook endpoint is left to the end of its lease');
    }
  }

  async #sendDue(lease: Lease): Promise<void> {
    const { queue, clock, random } = this.#options;
    while (!this.#loop.isStopping) {
      const endpoint = await queue.renew(lease, clock());
      if (!endpoint) return;
      const due = await queue.due(lease.endpointId, clock(), endpoint.failingSince === null ? BATCH_MAX : 1);
      if (due.length === 0) return;
      const tried = await this.#sendBatch(endpoint, due);
      await queue.writeTried(tried.map((each) => afterTry(each, random())));
      const results = tried.map(({ result }) => result);
      const after = endpointAfter(endpoint.failingSince, results, clock());
      const hasFailed = !results.every(isSuccess);
      if (hasFailed || endpoint.failingSince !== null) {
        const isWritten = await queue.writeEndpoint(lease, after);
        if (isWritten && after.switchedOff !== null) await this.#tellSwitchedOff(lease, endpoint, after.switchedOff);
      }
      if (hasFailed) return;
    }
  }

  /** Sends the deliveries of each project one after another, in order. After a failure no more are started. */
  async #sendBatch(endpoint: LeasedEndpoint, due: readonly DueDelivery[]): Promise<Tried[]> {
    const { clock } = this.#options;
    const endsAt = clock() + BATCH_MS;
    const projects = [...Map.groupBy(due, ({ facts }) => facts['projectId']).values()];
    const tried: Tried[] = [];
    let isOver = false;
    const lane = async () => {
      for (let own = projects.shift(); own && !isOver; own = projects.shift()) {
        for (const delivery of own) {
          if (isOver || clock() >= endsAt) return;
          const result = await this.#send(endpoint, delivery);
          if (this.#isCut) return;
          tried.push({ delivery, result, at: clock() });
          if (!isSuccess(result)) isOver = true;
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return tried;
  }

  #send({ url, secret, previousSecret }: LeasedEndpoint, delivery: DueDelivery): Promise<AttemptResult> {
    const { send, clock, writeIds, writeDeliveryId, tracing = null } = this.#options;
    const body = messageBody(delivery, writeIds);
    const message = { id: writeDeliveryId(delivery.id), timestampSeconds: Math.floor(clock() / 1_000), body };
    const secrets = previousSecret === null ? [secret] : [secret, previousSecret];
    const sent = () => send({ url, body, headers: signedHeaders(message, secrets) });
    const { traceparent: parent } = delivery;
    return tracing ? tracing.span('webhook delivery', { kind: 'client', parent }, sent) : sent();
  }

  async #tellSwitchedOff(lease: Lease, { workspaceId, url }: LeasedEndpoint, because: string): Promise<void> {
    this.#options.log.warn({ endpointId: lease.endpointId, because }, 'a webhook endpoint was switched off');
    await this.#options.switchedOff({ id: lease.endpointId, workspaceId, url, because });
  }
}

function afterTry({ delivery, result, at }: Tried, random: number): TriedDelivery {
  const after = deliveryAfter(delivery.attempts, result, at, random);
  return { ...after, id: delivery.id, responseStatus: result.status, failure: result.failure };
}
