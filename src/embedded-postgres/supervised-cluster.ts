import type { Logger } from 'pino';
import { holdServerGuard, type ServerGuard } from '../database/server-guard.ts';
import { type Cluster, openCluster } from './cluster.ts';

/** The delays after failed starts, for example with a full disk: doubling from 100 ms to 5 s. */
const BACK_OFF_MS = [100, 200, 400, 800, 1_600, 3_200, 5_000];

export interface SupervisedClusterOptions {
  readonly folder: string;
  /** The name of the database. */
  readonly database: string;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
}

/**
 * The embedded PostgreSQL of a server, which holds its guard. It restarts the database whenever it stops unexpectedly,
 * because its postmaster has no parent that would.
 *
 *   kept ──guard lost──► starting ──starts, guard taken──► kept
 *                           ▲  │
 *                           └──┘ cannot start yet
 */
export class SupervisedCluster {
  readonly url: string;
  readonly #options: SupervisedClusterOptions;
  readonly #cluster: Cluster;
  readonly #closing = Promise.withResolvers<void>();
  readonly #keeping: Promise<void>;
  #guard: ServerGuard;
  #isClosing = false;

  private constructor(options: SupervisedClusterOptions, cluster: Cluster, guard: ServerGuard) {
    this.#options = options;
    this.#cluster = cluster;
    this.#guard = guard;
    this.url = cluster.url(options.database);
    this.#keeping = this.#keep();
  }

  /** Throws StartError if PostgreSQL cannot start or another Darkroom server uses the folder. */
  static async open(options: SupervisedClusterOptions): Promise<SupervisedCluster> {
    const cluster = await openCluster({ folder: options.folder, durable: true });
    const guard = await holdServerGuard(await cluster.ensureDatabase(options.database));
    return new SupervisedCluster(options, cluster, guard);
  }

  /** Stops the database, then releases the guard, so that another server cannot start the database while it stops. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#closing.resolve();
    await this.#keeping;
    await this.#cluster.stop();
    await this.#guard.release();
  }

  async #keep(): Promise<void> {
    for (;;) {
      await Promise.race([this.#guard.lost, this.#closing.promise]);
      if (this.#isClosing) return;
      this.#options.log.error('the database has died; it is started again');
      await this.#startAgain();
    }
  }

  async #startAgain(): Promise<void> {
    const { folder, wait, log } = this.#options;
    for (let attempt = 0; !this.#isClosing; attempt += 1) {
      try {
        await openCluster({ folder, durable: true });
        this.#guard = await holdServerGuard(this.url);
        return log.info('the database is there again');
      } catch (error) {
        log.error({ err: error }, 'the database does not start');
        const delayMs = BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 0;
        await Promise.race([wait(delayMs), this.#closing.promise]);
      }
    }
  }
}
