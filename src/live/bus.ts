/**
 * Word between processes: which project's ledger has come how far, and which action has changed. It says no more than
 * that, because the database holds the rest, and it may be lost without harm: whoever watches a project looks for itself
 * after a reconnection and from time to time.
 *
 * NOTIFY makes committing transactions queue up behind one another, so it is never part of the ledger's. The first news
 * goes out at once; what is published while a message is on its way, and for a moment after it, is put together into the
 * next. A busy process would otherwise send one for each of its commits, at the price of the commit itself.
 */
import type pg from 'pg';
import { PinnedConnection } from '../database/pinned-connection.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';

const CHANNEL = 'darkroom_live';

/** On which graphile-worker hears that there are jobs to fetch. */
const JOBS_CHANNEL = 'jobs:insert';

/** From one message to the next: not to be noticed by a person, and at most 50 messages a second. */
const PAUSE_MS = 20;

/** A payload of NOTIFY must be shorter than 8,000 bytes; a place in a ledger and an action take at most 90. */
const NEWS_PER_MESSAGE_MAX = 80;

export interface BusOptions {
  readonly url: string;
  readonly pool: Queryable;
  /** Tells this process's own messages from others'. */
  readonly origin: string;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly onSequence: (projectId: ProjectId, sequence: number) => void;
  readonly onAction: (projectId: ProjectId, actionId: ActionId) => void;
  /** The bus has been away: whatever was said meanwhile is lost. */
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
}

type News = readonly ['sequence', ProjectId, number] | readonly ['action', ProjectId, ActionId];

interface Message {
  readonly origin: string;
  readonly news: readonly News[];
}

export class Bus {
  readonly #options: BusOptions;
  readonly #connection: PinnedConnection;
  readonly #sequences = new Map<ProjectId, number>();
  readonly #actions = new Map<ActionId, ProjectId>();
  #jobs = 0;
  #flushing: Promise<void> | null = null;
  #opened = false;

  constructor(options: BusOptions) {
    this.#options = options;
    this.#connection = new PinnedConnection({
      url: options.url,
      applicationName: 'darkroom bus',
      prepare: (client) => this.#listen(client),
      wait: options.wait,
      onLost: options.onError,
    });
  }

  async open(): Promise<void> {
    await this.#connection.open();
    this.#opened = true;
  }

  /** Says what is left to say, then stops listening. */
  async close(): Promise<void> {
    await this.#flushing;
    await this.#connection.close();
  }

  publishSequence(projectId: ProjectId, sequence: number): void {
    this.#sequences.set(projectId, Math.max(sequence, this.#sequences.get(projectId) ?? 0));
    this.#flushing ??= this.#flush();
  }

  publishAction(projectId: ProjectId, actionId: ActionId): void {
    this.#actions.set(actionId, projectId);
    this.#flushing ??= this.#flush();
  }

  /** Wakes workers for a job that has been committed. Where it is lost, they find the job within 2 seconds. */
  publishJob(): void {
    this.#jobs += 1;
    this.#flushing ??= this.#flush();
  }

  async #flush(): Promise<void> {
    await Promise.resolve(); // what one batch publishes goes out together
    while (this.#sequences.size + this.#actions.size + this.#jobs > 0) {
      const news: News[] = [
        ...[...this.#sequences].map(([projectId, sequence]) => ['sequence', projectId, sequence] as const),
        ...[...this.#actions].map(([actionId, projectId]) => ['action', projectId, actionId] as const),
      ];
      this.#sequences.clear();
      this.#actions.clear();
      const jobs = this.#jobs;
      this.#jobs = 0;
      await this.#send(news, jobs).catch(this.#options.onError); // lost without harm: see above
      await this.#options.wait(PAUSE_MS);
    }
    this.#flushing = null;
  }

  async #send(news: readonly News[], jobs: number): Promise<void> {
    const payloads = jobs > 0 ? [JSON.stringify({ count: jobs })] : [];
    const channels = payloads.map(() => JOBS_CHANNEL);
    for (let start = 0; start < news.length; start += NEWS_PER_MESSAGE_MAX) {
      const message: Message = { origin: this.#options.origin, news: news.slice(start, start + NEWS_PER_MESSAGE_MAX) };
      payloads.push(JSON.stringify(message));
      channels.push(CHANNEL);
    }
    await runStatement(this.#options.pool, {
      name: 'bus_notify',
      text: 'select count(pg_notify(channel, payload)) from unnest($1::text[], $2::text[]) as news(channel, payload)',
      values: [channels, payloads],
    });
  }

  async #listen(client: pg.Client): Promise<void> {
    client.on('notification', ({ channel, payload }) => {
      if (channel === CHANNEL && payload !== undefined) this.#receive(payload);
    });
    await client.query(`listen ${CHANNEL}`);
    if (this.#opened) this.#options.onGap();
  }

  #receive(payload: string): void {
    try {
      const message = JSON.parse(payload) as Message; // whoever may NOTIFY here is a process of ours
      if (message.origin === this.#options.origin) return;
      for (const item of message.news) {
        if (item[0] === 'sequence') this.#options.onSequence(item[1], item[2]);
        else this.#options.onAction(item[1], item[2]);
      }
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
