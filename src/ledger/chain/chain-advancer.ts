import type { Logger } from 'pino';
import { type Queryable, runStatement } from '../../database/statement.ts';
import type { ProjectId } from '../../ids.ts';

/** The interval between searches for chains that end before the newest entry, as an older version running beside this one leaves them. */
const INTERVAL_MS = 600_000; // 10 minutes

/** A project is locked for one batch at a time: 500 entries take some 20 ms. */
const BATCH_MAX = 500;
const PROJECTS_MAX = 1_000;

export interface ChainSealerOptions {
  readonly on: Queryable;
  /** Signs the heads of the chains; does nothing without a signing key. */
  readonly sign: () => Promise<void>;
  readonly log: Logger;
}

/**
 * Advances the chain of each project to its newest entry, and signs its head. An older version writes entries whose hashes a
 * trigger computes, and leaves the end of the chain behind. Runs in every worker process; the lock on the project's row
 * serializes them.
 */
export class ChainAdvancer {
  readonly #options: ChainSealerOptions;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(options: ChainSealerOptions) {
    this.#options = options;
  }

  start(): void {
    const run = () => {
      this.#running = this.#running.then(() => this.#seal());
    };
    this.#timer = setInterval(run, INTERVAL_MS);
    run();
  }

  /** Resolves when the batch in progress has ended. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  async #seal(): Promise<void> {
    const { on, sign, log } = this.#options;
    try {
      const entries = await sealAll(on, () => this.#isStopping);
      await sign();
      if (entries > 0) log.info({ entries }, 'advanced chains by the transactions of an older version');
    } catch (error) {
      log.warn({ err: error }, 'chains of transactions could not be advanced, or their heads could not be signed');
    }
  }
}

/** Advances every chain to its newest entry, batch by batch. Returns by how many entries. */
export async function sealAll(on: Queryable, isStopping: () => boolean): Promise<number> {
  let entries = 0;
  let after: ProjectId | null = null;
  for (;;) {
    const projects: ProjectId[] = await unsealed(on, after);
    for (const id of projects) {
      for (let sealed = BATCH_MAX; sealed === BATCH_MAX && !isStopping(); entries += sealed)
        sealed = await sealBatch(on, id);
    }
    after = projects.at(-1) ?? null;
    if (after === null || isStopping()) return entries;
  }
}

async function unsealed(on: Queryable, after: ProjectId | null): Promise<ProjectId[]> {
  const rows = await runStatement<{ id: ProjectId }>(on, {
    name: 'chain_unsealed',
    text: `select id from projects where chain_sequence < sequence and ($1::uuid is null or id > $1) order by id limit $2`,
    values: [after, PROJECTS_MAX],
  });
  return rows.map(({ id }) => id);
}

async function sealBatch(on: Queryable, id: ProjectId): Promise<number> {
  const values = [id, BATCH_MAX];
  const [row] = await runStatement<{ entries: number }>(on, {
    name: 'chain_seal',
    text: 'select seal_lines($1, $2) as entries',
    values,
  });
  return row?.entries ?? 0;
}
