/**
 * Sends what is due. Each endpoint that has something due is leased to one process and drained by it alone:
 *
 *   idle ──something is due──► leased ──batch sent, more is due──► leased (the lease is held on)
 *                                 ├─ nothing more is due, or a try failed ──► released
 *                                 └─ the process dies ──► the lease ends after a minute, another one takes it
 *
 * An endpoint that hangs keeps its own drain waiting and no other. One that is failing gets one try at a time.
 */
import type { Logger } from 'pino';
import type { NewId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { messageBody, type WriteIds } from './message-body.ts';
import { type Answer, deliveryAfter, endpointAfter, isSuccess } from './schedule.ts';
import type { WebhookRequest } from './send-webhook.ts';
import { signedHeaders } from './signature.ts';
import type { SwitchedOff } from './switch-off.ts';
import type { DueDelivery, Lease, LeasedEndpoint, TriedDelivery, WebhookQueue } from './webhook-queue.ts';

/** What other processes have written is found after so long. */
const POLL_MS = 500;

/** However much is written, the queue is looked at no more often. */
const GAP_MS = 50;

/** At shutdown, requests under way are given so long; what has no answer then is sent again by another process. */
const GRACE_MS = 2_000; // 2 seconds

/** Endpoints that one process serves at once. */
const ENDPOINTS_MAX = 200;

/** Read at once, which spares 99 of 100 looks at the queue. */
const BATCH_MAX = 100;

/** Requests to one endpoint at once, each of another project. */
const LANES = 8;

/** A batch begins no request after so long, so that it ends, by the sender's time limit, within the lease. */
const BATCH_MS = 20_000; // 20 seconds

export interface WebhookDrainsOptions {
  readonly queue: WebhookQueue;
  readonly send: (request: WebhookRequest) => Promise<Answer>;
  /** Ends the requests that are under way. */
  readonly cutSending: () => Promise<void>;
  readonly writeIds: WriteIds;
  /** As it stands in the header webhook-id. */
  readonly writeDeliveryId: (id: DueDelivery['id']) => string;
  /** Tells the administrators that an endpoint was switched off. */
  readonly switchedOff: (endpoint: SwitchedOff) => Promise<void>;
  readonly newId: NewId;
  readonly clock: () => Instant;
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** Resolves after so many milliseconds. */
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
}

interface Tried {
  readonly delivery: DueDelivery;
  readonly answer: Answer;
  readonly at: Instant;
}

export class WebhookDrains {
  readonly #options: WebhookDrainsOptions;
  readonly #running = new Set<Promise<void>>();
  #wake: () => void = () => undefined;
  #isAwake = false;
  #stopping = false;
  /** What is answered from now on was cut off by ourselves, and says nothing of the receiver. */
  #isCut = false;
  #looking: Promise<void> = Promise.resolve();

  constructor(options: WebhookDrainsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#looking = this.#look();
  }

  /** Something may be due. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Resolves once what was answered has been written, and nothing is under way. */
  async stop(): Promise<void> {
    const { wait, cutSending } = this.#options;
    this.#stopping = true;
    this.wake();
    await this.#looking;
    await Promise.race([Promise.all(this.#running), wait(GRACE_MS)]);
    this.#isCut = true;
    await cutSending();
    await Promise.all(this.#running);
  }

  async #look(): Promise<void> {
    const { queue, newId, clock, log } = this.#options;
    while (!this.#stopping) {
      this.#isAwake = false;
      const free = ENDPOINTS_MAX - this.#running.size;
      const leases =
        free === 0
          ? []
          : await queue.lease(newId(), clock(), free).catch((error: unknown) => {
              log.warn({ err: error }, 'webhooks wait for the database');
              return [];
            });
      for (const lease of leases) this.#run(lease);
      await this.#sleep(GAP_MS);
      if (!this.#isAwake) await this.#sleep(POLL_MS);
    }
  }

  /** A stop ends it, and so does a wake where it is longer than the gap. */
  #sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, delayMs);
      this.#wake = () => {
        if (delayMs === GAP_MS && !this.#stopping) return;
        clearTimeout(timer);
        resolve();
      };
      if (this.#stopping) this.#wake();
    });
  }

  #run(lease: Lease): void {
    const { queue, clock, log } = this.#options;
    const running = this.#drain(lease)
      .then(() => queue.release(lease, clock()))
      .catch((error: unknown) => log.warn({ err: error }, 'a webhook endpoint is left to the end of its lease'))
      .finally(() => {
        this.#running.delete(running);
        this.wake(); // what came while it was leased
      });
    this.#running.add(running);
  }

  async #drain(lease: Lease): Promise<void> {
    const { queue, clock, random } = this.#options;
    while (!this.#stopping) {
      const endpoint = await queue.renew(lease, clock());
      if (!endpoint) return;
      const due = await queue.due(lease.endpointId, clock(), endpoint.failingSince === null ? BATCH_MAX : 1);
      if (due.length === 0) return;
      const tried = await this.#sendBatch(endpoint, due);
      await queue.writeTried(tried.map((each) => afterTry(each, random())));
      const answers = tried.map(({ answer }) => answer);
      const after = endpointAfter(endpoint.failingSince, answers, clock());
      const hasFailed = !answers.every(isSuccess);
      if (hasFailed || endpoint.failingSince !== null) {
        const isWritten = await queue.writeEndpoint(lease, after);
        if (isWritten && after.switchedOff !== null) await this.#tellSwitchedOff(lease, endpoint, after.switchedOff);
      }
      if (hasFailed) return;
    }
  }

  /** Those of one project in their order, one after the other. After a failure no more are begun. */
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
          const answer = await this.#send(endpoint, delivery);
          if (this.#isCut) return;
          tried.push({ delivery, answer, at: clock() });
          if (!isSuccess(answer)) isOver = true;
        }
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));
    return tried;
  }

  #send({ url, secret, previousSecret }: LeasedEndpoint, delivery: DueDelivery): Promise<Answer> {
    const { send, clock, writeIds, writeDeliveryId } = this.#options;
    const body = messageBody(delivery, writeIds);
    const message = { id: writeDeliveryId(delivery.id), timestampSeconds: Math.floor(clock() / 1_000), body };
    const secrets = previousSecret === null ? [secret] : [secret, previousSecret];
    return send({ url, body, headers: signedHeaders(message, secrets) });
  }

  async #tellSwitchedOff(lease: Lease, { workspaceId, url }: LeasedEndpoint, because: string): Promise<void> {
    this.#options.log.warn({ endpointId: lease.endpointId, because }, 'a webhook endpoint was switched off');
    await this.#options.switchedOff({ id: lease.endpointId, workspaceId, url, because });
  }
}

function afterTry({ delivery, answer, at }: Tried, random: number): TriedDelivery {
  const after = deliveryAfter(delivery.attempts, answer, at, random);
  return { ...after, id: delivery.id, responseStatus: answer.status, failure: answer.failure };
}
