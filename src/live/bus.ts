/**
 * Notifications between processes: the newest sequence of a project's ledger, the ids of changed actions, and the hashes of
 * removed pictures. Everything else is in the database. Losing a notification does no harm, because watchers also read after a
 * reconnection and from time to time.
 *
 * NOTIFY serializes committing transactions, so the ledger's transactions never contain it. The first notification is sent
 * at once. Those that are published while it is being sent, and shortly afterwards, are combined into the next one: one for
 * each commit would cost as much as the commit.
 */
import type pg from 'pg';
import { PinnedConnection } from '../database/pinned-connection.ts';
import { type Queryable, runStatement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';

const CHANNEL = 'darkroom_live';

/** The channel on which graphile-worker is notified of new jobs. */
const JOBS_CHANNEL = 'jobs:insert';

/** The interval between messages: too short to notice, and at most 50 messages a second. */
const PAUSE_MS = 20;

/** The payload of NOTIFY is limited to 8,000 bytes; a position, an action and a picture take at most 90. */
const NEWS_PER_MESSAGE_MAX = 80;

export interface BusOptions {
  readonly url: string;
  readonly pool: Queryable;
  /** Identifies the messages of this process. */
  readonly origin: string;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly onSequence: (projectId: ProjectId, sequence: number) => void;
  readonly onAction: (projectId: ProjectId, actionId: ActionId) => void;
  readonly onPictureRemoved: (contentHash: string) => void;
  /** Called after a reconnection: notifications sent meanwhile are lost. */
  readonly onGap: () => void;
  readonly onError: (error: unknown) => void;
}

type News =
  | readonly ['sequence', ProjectId, number]
  | readonly ['action', ProjectId, ActionId]
  | readonly ['picture removed', contentHash: string];

interface Message {
  readonly origin: string;
  readonly news: readonly News[];
}

export class Bus {
  readonly #options: BusOptions;
  readonly #connection: PinnedConnection;
  readonly #sequences = new Map<ProjectId, number>();
  readonly #actions = new Map<ActionId, ProjectId>();
  readonly #removedPictures = new Set<string>();
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

  /** Sends what is left, then stops listening. */
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

  publishRemovedPicture(contentHash: string): void {
    this.#removedPictures.add(contentHash);
    this.#flushing ??= this.#flush();
  }

  /** Wakes workers for a committed job. If the notification is lost, they find the job within 2 seconds. */
  publishJob(): void {
    this.#jobs += 1;
    this.#flushing ??= this.#flush();
  }

  async #flush(): Promise<void> {
    await Promise.resolve(); // sends what one batch publishes together
    while (this.#sequences.size + this.#actions.size + this.#removedPictures.size + this.#jobs > 0) {
      const news: News[] = [
        ...[...this.#sequences].map(([projectId, sequence]) => ['sequence', projectId, sequence] as const),
        ...[...this.#actions].map(([actionId, projectId]) => ['action', projectId, actionId] as const),
        ...[...this.#removedPictures].map((contentHash) => ['picture removed', contentHash] as const),
      ];
      this.#sequences.clear();
      this.#actions.clear();
      this.#removedPictures.clear();
      const jobs = this.#jobs;
      this.#jobs = 0;
      await this.#send(news, jobs).catch(this.#options.onError); // losing it does no harm, see above
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
      const message = JSON.parse(payload) as Message; // only our own processes may NOTIFY here
      if (message.origin === this.#options.origin) return;
      for (const item of message.news) {
        if (item[0] === 'sequence') this.#options.onSequence(item[1], item[2]);
        else if (item[0] === 'action') this.#options.onAction(item[1], item[2]);
        else this.#options.onPictureRemoved(item[1]);
      }
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
