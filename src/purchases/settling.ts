/**
 * The loop, in every worker process, that begins armed top-ups and settles purchases that are due: after an event, or at
 * the next scheduled check. A purchase is leased for a minute; if the process dies, it becomes due again.
 */
import type { Logger } from 'pino';
import type { PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { RETRY_MS } from './next-look-at.ts';
import type { PurchaseQueue } from './purchase-queue.ts';
import { GrantBlockedError } from './purchase-settler.ts';

/** The polling interval for rows written by other processes. */
const POLL_MS = 1_000;

/** The minimum interval between two polls. */
const GAP_MS = 50;

/** Concurrent calls to Stripe, which accepts a hundred a second. */
const AT_ONCE = 8;

export interface SettlingOptions {
  readonly queue: PurchaseQueue;
  readonly settle: (id: PurchaseId) => Promise<unknown>;
  /** Writes the purchases of armed top-ups. Returns their number. */
  readonly beginTopUps: (max: number) => Promise<number>;
  readonly clock: () => Instant;
  readonly log: Logger;
}

export class PurchaseSettling {
  readonly #options: SettlingOptions;
  readonly #running = new Set<Promise<void>>();
  #looking: Promise<void> = Promise.resolve();
  #stopping = false;
  #isAwake = false;
  #wake: () => void = () => undefined;

  constructor(options: SettlingOptions) {
    this.#options = options;
  }

  start(): void {
    this.#looking = this.#look();
  }

  /** Polls soon, because something may be due. */
  wake(): void {
    this.#isAwake = true;
    this.#wake();
  }

  /** Resolves once no work is in progress. Calls to Stripe have their own time limit. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.wake();
    await this.#looking;
    await Promise.all(this.#running);
  }

  async #look(): Promise<void> {
    const { log } = this.#options;
    while (!this.#stopping) {
      this.#isAwake = false;
      await this.#begin().catch((error: unknown) => log.warn({ err: error }, 'purchases wait for the database'));
      await this.#sleep(GAP_MS);
      if (!this.#isAwake) await this.#sleep(POLL_MS);
    }
  }

  async #begin(): Promise<void> {
    const { queue, beginTopUps, clock } = this.#options;
    const free = AT_ONCE - this.#running.size;
    if (free === 0) return;
    await beginTopUps(free);
    for (const id of await queue.claim(clock(), free)) this.#run(id);
  }

  /** Ends early on stop, and on wake once the minimum interval has passed. */
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

  #run(id: PurchaseId): void {
    const { queue, settle, clock, log } = this.#options;
    const running = settle(id)
      .then(() => undefined)
      .catch(async (error: unknown) => {
        log.warn({ err: error, purchaseId: id }, 'a purchase is not settled yet');
        const now = clock();
        if (!(error instanceof GrantBlockedError)) await queue.putOff(id, now, now + RETRY_MS);
      })
      .catch((error: unknown) => log.warn({ err: error, purchaseId: id }, 'a purchase is left to the end of its lease'))
      .finally(() => {
        this.#running.delete(running);
        this.wake(); // what came while all were busy
      });
    this.#running.add(running);
  }
}
