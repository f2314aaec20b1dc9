import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ActionId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { EntryPosition, LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectCommit } from '../ledger/store/submission.ts';
import { ActionWatch } from './action-watch.ts';
import type { BalanceChange } from './balance-change.ts';
import { BalanceWatch, type BalanceWatching } from './balance-watch.ts';
import { Bus } from './bus.ts';
import { Hub, type HubSource } from './hub.ts';
import type { Push } from './project-feed.ts';
import type { Watch } from './watch.ts';

/** How many missed entries are read at once. */
const PAGE = 500;

/** How often to check for commits whose notification was lost, as when their process died before sending it. */
const SWEEP_INTERVAL_MS = 5_000; // 5 seconds

export interface LiveOptions<Action> {
  readonly database: Database;
  /** Identifies this process among the others. */
  readonly origin: string;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  /** Must return the project after settling it. */
  readonly findProject: (id: ProjectId) => Promise<Project | null>;
  readonly findAction: (id: ActionId) => Promise<Action | null>;
  /** Called when another process has removed a picture. */
  readonly pictureRemoved: (contentHash: string) => void;
  /** Called when such a call may have been missed. */
  readonly removalsMissed: () => Promise<void>;
  readonly entriesAfter: (position: EntryPosition, max: number) => Promise<LedgerEntry[]>;
  /** Called after each push, for metrics. Must not throw. */
  readonly pushed?: ((push: Push) => void) | null;
}

/** Sends what this process commits to its own watchers at once, and as notifications to the other processes. */
export class Live<Action extends { readonly id: ActionId; readonly projectId: ProjectId }> {
  readonly #options: LiveOptions<Action>;
  readonly #hub: Hub<Action>;
  readonly #watching: BalanceWatching;
  readonly #bus: Bus;
  #sweeping: NodeJS.Timeout | undefined;

  constructor(options: LiveOptions<Action>) {
    this.#options = options;
    const { database, origin, wait, log } = options;
    const onError = (error: unknown) => log.warn({ err: error }, 'live updates were interrupted');
    const source: HubSource = {
      project: options.findProject,
      entriesAfter: (projectId, sequence) => options.entriesAfter({ projectId, sequence }, PAGE),
    };
    this.#hub = new Hub(source, { clock: options.clock, onError, pushed: options.pushed ?? null });
    this.#watching = { hub: this.#hub, source };
    this.#bus = new Bus({
      url: database.url,
      pool: database.sessionPool,
      origin,
      wait,
      onSequence: (projectId, sequence) => this.#hub.heard(projectId, sequence),
      onAction: (projectId, actionId) => {
        if (this.#hub.isWatchingActions(projectId)) this.#pass(actionId).catch(onError);
      },
      onPictureRemoved: options.pictureRemoved,
      onGap: () => {
        Promise.all([this.#sweep(), options.removalsMissed()]).catch(onError);
      },
      onError,
    });
  }

  async open(): Promise<void> {
    await this.#bus.open();
    const onError = (error: unknown) => this.#options.log.warn({ err: error }, 'could not check for missed commits');
    this.#sweeping = setInterval(() => void this.#sweep().catch(onError), SWEEP_INTERVAL_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeping);
    await this.#bus.close();
  }

  committed(commits: readonly ProjectCommit[]): void {
    this.#hub.committed(commits);
    for (const { project } of commits) this.#bus.publishSequence(project.id, project.sequence);
  }

  actionChanged(action: Action): void {
    this.#hub.actionChanged(action);
    this.#bus.publishAction(action.projectId, action.id);
  }

  picturesRemoved(contentHashes: readonly string[]): void {
    for (const contentHash of contentHashes) this.#bus.publishRemovedPicture(contentHash);
  }

  jobQueued(): void {
    this.#bus.publishJob();
  }

  /** The number of subscriptions in this process. */
  get watches(): number {
    return this.#hub.watches;
  }

  watchBalance(projectId: ProjectId, afterSequence: number | null): Watch<BalanceChange> {
    return new BalanceWatch(this.#watching, projectId, afterSequence);
  }

  watchActions(projectId: ProjectId): Watch<Action> {
    return new ActionWatch(this.#hub, projectId);
  }

  async #pass(actionId: ActionId): Promise<void> {
    const action = await this.#options.findAction(actionId);
    if (action) this.#hub.actionChanged(action);
  }

  async #sweep(): Promise<void> {
    const watched = this.#hub.watchedProjects();
    if (watched.length === 0) return;
    const rows = await runStatement<{ id: ProjectId; sequence: number }>(this.#options.database.pool, {
      name: 'live_sequences',
      text: 'select id, sequence from projects where id = any($1::uuid[])',
      values: [watched],
    });
    for (const { id, sequence } of rows) this.#hub.heard(id, sequence);
  }
}
