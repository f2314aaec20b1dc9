import pg from 'pg';
import { ConnectionLostError } from './failure.ts';
import type { Statement } from './statement.ts';
import { wireTypes } from './wire-types.ts';

/** A server that has not answered for so long is taken for lost. */
const SILENCE_LIMIT_MS = 15_000; // 15 seconds

/**
 * How plans are pinned on this connection. A plan that is made while a table is empty would turn into a hash join or a
 * scan over the whole ledger later; every statement here reaches its rows through an index.
 */
const SESSION_SETTINGS = `
  set timezone = 'UTC';
  set enable_hashjoin = off;
  set enable_mergejoin = off;
  set enable_seqscan = off;
  set plan_cache_mode = force_generic_plan;
  set lock_timeout = '5s';
  set idle_in_transaction_session_timeout = '10s';
`;

/** What one statement was answered. `command` is its tag: a COMMIT after a failed statement is answered ROLLBACK. */
export interface Answer {
  readonly command: string;
  readonly rows: unknown[];
}

/**
 * A connection of its own that sends statements without waiting for the answers of those before them: a transaction
 * costs as many round trips as it has decisions to take, not as many as it has statements. It connects when it is first
 * needed, and again after it broke. For one caller at a time.
 */
export class PipelineConnection {
  readonly #url: string;
  #client: pg.Client | null = null;

  constructor(url: string) {
    this.#url = url;
  }

  /**
   * Sends the statements in one go. Throws the first error of the server's, after all of them have been answered, or
   * ConnectionLostError.
   */
  async run(statements: readonly Statement[]): Promise<Answer[]> {
    const client = this.#client ?? (await this.#connect());
    const settled = await Promise.allSettled(
      statements.map(({ name, text, values }) => client.query({ name, text, values: [...values], types: wireTypes })),
    );
    return settled.map((result) => {
      if (result.status === 'rejected') throw asFailure(result.reason);
      return result.value;
    });
  }

  /** Drops the connection: whatever it was in the middle of is rolled back by the server. */
  async reset(): Promise<void> {
    const client = this.#client;
    this.#client = null;
    await client?.end().catch(() => undefined); // it was broken already
  }

  async #connect(): Promise<pg.Client> {
    const config: pg.ClientConfig & { pipeline: true } = {
      connectionString: this.#url,
      application_name: 'darkroom ledger',
      connectionTimeoutMillis: SILENCE_LIMIT_MS,
      query_timeout: SILENCE_LIMIT_MS,
      keepAlive: true,
      pipeline: true,
    };
    const client = new pg.Client(config);
    const forget = () => {
      if (this.#client === client) this.#client = null;
    };
    client.on('error', forget);
    client.on('end', forget);
    try {
      await client.connect();
      await client.query(SESSION_SETTINGS);
    } catch (error) {
      await client.end().catch(() => undefined); // it never connected
      throw asFailure(error);
    }
    this.#client = client;
    return client;
  }
}

function asFailure(error: unknown): unknown {
  if (error instanceof pg.DatabaseError) return error;
  return new ConnectionLostError(error instanceof Error ? error.message : String(error), { cause: error });
}
