import type pg from 'pg';
import { PinnedConnection } from '../database/pinned-connection.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { BusReceiver, BusTransport } from './bus-transport.ts';
import { JOBS_CHANNEL, jobsPayload } from './job-notifier.ts';

const CHANNEL = 'darkroom_live';

export interface NotifyTransportOptions {
  readonly url: string;
  readonly pool: Queryable;
  readonly wait: (delayMs: number) => Promise<void>;
}

/** NOTIFY of PostgreSQL. It serializes committing transactions, so the ledger's transactions never contain it. */
export class NotifyTransport implements BusTransport {
  readonly name = 'notify';
  readonly pauseMs = 20; // too short to notice, and at most 50 messages a second
  readonly newsPerMessageMax = 50; // a payload is limited to 8,000 bytes
  readonly #options: NotifyTransportOptions;
  #connection: PinnedConnection | null = null;
  #isConnected = false;

  constructor(options: NotifyTransportOptions) {
    this.#options = options;
  }

  get isConnected(): boolean {
    return this.#isConnected;
  }

  async open(receiver: BusReceiver): Promise<void> {
    this.#connection = new PinnedConnection({
      ...this.#options,
      applicationName: 'darkroom bus',
      prepare: (client) => this.#listen(client, receiver),
      onLost: (error) => {
        this.#isConnected = false;
        receiver.onLost(error);
      },
    });
    await this.#connection.open();
  }

  async close(): Promise<void> {
    await this.#connection?.close();
  }

  async send(messages: readonly string[], jobs: number): Promise<boolean> {
    const payloads = jobs > 0 ? [jobsPayload(jobs), ...messages] : messages;
    await runStatement(this.#options.pool, {
      name: 'bus_notify',
      text: 'select count(pg_notify(channel, payload)) from unnest($1::text[], $2::text[]) as news(channel, payload)',
      values: [payloads.map((_, at) => (jobs > 0 && at === 0 ? JOBS_CHANNEL : CHANNEL)), payloads],
    });
    return true;
  }

  async #listen(client: pg.Client, receiver: BusReceiver): Promise<void> {
    client.on('notification', ({ channel, payload }) => {
      if (channel === CHANNEL && payload !== undefined) receiver.onMessage(payload);
    });
    await client.query(`listen ${CHANNEL}`);
    this.#isConnected = true;
    receiver.onConnected();
  }
}
