import type pg from 'pg';
import { closeClient } from './close-client.ts';
import { CONNECT_TIMEOUT_MS } from './connect-timeout.ts';
import { DatabaseClient } from './database-client.ts';
import { SESSION, setSession } from './session.ts';

/** The delays before attempts to reconnect: none, then doubling from 50 ms to 1.6 s. */
const BACK_OFF_MS = [0, 50, 100, 200, 400, 800, 1_600];

/**
 * The interval between heartbeats, and the timeout of each. A connection that only listens would not notice that the other
 * machine has gone.
 */
const HEARTBEAT_MS = 3_000; // 3 seconds

export interface PinnedConnectionOptions {
  readonly url: string;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** Prepares a new connection, such as by taking a lock or by LISTEN. Also called after every reconnection. */
  readonly prepare: (client: pg.Client) => Promise<void>;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Called when the connection is lost, before it is reopened. */
  readonly onLost: (error: unknown) => void;
}

/**
 * A permanent connection for advisory locks and LISTEN, which belong to a session. If it breaks or stops responding, it is
 * reopened and prepared again, until it is closed.
 */
export class PinnedConnection {
  readonly #options: PinnedConnectionOptions;
  #client: pg.Client | null = null;
  #reconnecting: Promise<void> | null = null;
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: PinnedConnectionOptions) {
    this.#options = options;
  }

  /** Resolves when the connection is open and prepared. Throws the error of the first attempt. */
  async open(): Promise<void> {
    await this.#connect();
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#reconnecting;
    clearInterval(this.#heartbeat);
    if (this.#client) await closeClient(this.#client);
    this.#client = null;
  }

  async #connect(): Promise<void> {
    const { url, applicationName, prepare } = this.#options;
    const client = new DatabaseClient({
      connectionString: url,
      application_name: applicationName,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      query_timeout: HEARTBEAT_MS,
      keepAlive: true,
    });
    client.on('error', (error) => this.#lost(client, error));
    client.on('end', () => this.#lost(client, new Error('the connection ended')));
    try {
      await client.connect();
      await setSession(client, SESSION);
      await prepare(client);
      this.#client = client;
      this.#heartbeat = setInterval(() => this.#beat(client), HEARTBEAT_MS);
    } catch (error) {
      await closeClient(client); // it may be half open
      throw error;
    }
  }

  #beat(client: pg.Client): void {
    client.query('select').catch((error: unknown) => this.#lost(client, error));
  }

  #lost(client: pg.Client, error: unknown): void {
    if (this.#closed || this.#client !== client) return;
    this.#client = null;
    clearInterval(this.#heartbeat);
    void closeClient(client);
    this.#options.onLost(error);
    this.#reconnecting ??= this.#reconnect();
  }

  async #reconnect(): Promise<void> {
    for (let attempt = 0; !this.#closed && this.#client === null; attempt += 1) {
      await this.#options.wait(BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 0);
      await this.#connect().catch(() => undefined); // `onLost` has reported it; retried until it succeeds
    }
    this.#reconnecting = null;
  }
}
