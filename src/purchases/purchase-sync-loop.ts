/**
 * The loop, in every worker process, that begins armed top-ups and synchronizes purchases that are due: after an event, or at
 * the next scheduled check. A purchase is leased for a minute; if the process dies, it becomes due again.
 */
import type { Logger } from 'pino';
import type { PurchaseId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import { PollLoop } from '../poll-loop.ts';
import { RETRY_MS } from './next-sync-at.ts';
import type { PurchaseQueue } from './purchase-queue.ts';
import { GrantBlockedError } from './purchase-synchronizer.ts';

/** The polling interval for rows written by other processes. */
const POLL_MS = 1_000;

/** Concurrent calls to Stripe, which accepts a hundred a second. */
const CONCURRENCY = 8;

export interface SyncLoopOptions {
  readonly queue: PurchaseQueue;
  readonly synchronize: (id: PurchaseId) => Promise<unknown>;
  /** Writes the purchases of armed top-ups. Returns their number. */
  readonly beginTopUps: (max: number) => Promise<number>;
  readonly clock: () => Instant;
  readonly log: Logger;
}

export class PurchaseSyncLoop {
  readonly #options: SyncLoopOptions;
  readonly #loop: PollLoop;

  constructor(options: SyncLoopOptions) {
    this.#options = options;
    this.#loop = new PollLoop({ poll: (free) => this.#begin(free), concurrency: CONCURRENCY, intervalMs: POLL_MS });
  }

  start(): void {
    this.#loop.start();
  }

  /** Polls soon, because something may be due. */
  wake(): void {
    this.#loop.wake();
  }

  /** Resolves once no work is in progress. Calls to Stripe have their own time limit. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#loop.finished();
  }

  async #begin(free: number): Promise<Promise<void>[]> {
    const { queue, beginTopUps, clock, log } = this.#options;
    try {
      await beginTopUps(free);
      return (await queue.claim(clock(), free)).map((id) => this.#synchronize(id));
    } catch (error) {
      log.warn({ err: error }, 'purchases wait for the database');
      return [];
    }
  }

  async #synchronize(id: PurchaseId): Promise<void> {
    const { queue, synchronize, clock, log } = this.#options;
    await synchronize(id)
      .catch(async (error: unknown) => {
        log.warn({ err: error, purchaseId: id }, 'a purchase is not synchronized yet');
        const now = clock();
        if (!(error instanceof GrantBlockedError)) await queue.putOff(id, now, now + RETRY_MS);
      })
      .catch((error: unknown) =>
        log.warn({ err: error, purchaseId: id }, 'a purchase is left to the end of its lease'),
      );
  }
}
