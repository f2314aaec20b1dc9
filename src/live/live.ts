import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ActionId, ImageId, ProjectId, PurchaseId } from '../ids.ts';
import { DAY_MS, type Instant } from '../instant.ts';
import type { ProjectCommit, Submission } from '../ledger/store/submission.ts';
import type { Tracing } from '../tracing.ts';
import type { BalanceChange } from './balance-change.ts';
import { BalanceWatch, type BalanceWatching } from './balance-watch.ts';
import { Bus } from './bus.ts';
import { type BusTransport, LOSS_DETECTION_MAX_MS } from './bus-transport.ts';
import { ChangeFeed } from './change-feed.ts';
import { ChangeWatch } from './change-watch.ts';
import { feedReads, type FeedReadsOptions } from './feed-reads.ts';
import { Hub, type HubSource } from './hub.ts';
import type { Push } from './project-feed.ts';
import type { Watch } from './watch.ts';

/** How many missed entries are read at once. */
const PAGE = 500;

/** How often to check for commits whose notification was lost, as when their process died before sending it. */
const SWEEP_INTERVAL_MS = 5_000; // 5 seconds

/** How far back missed changes are read. No subscription waits longer than that. */
const MISSED_MAX_MS = DAY_MS;

export interface PurchaseKey {
  readonly projectId: ProjectId;
  readonly id: PurchaseId;
}

/** An image whose comments or verdicts have changed. */
export interface ImageFeedback {
  readonly projectId: ProjectId;
  readonly imageId: ImageId;
}

export interface LiveOptions<Action, Purchase> extends FeedReadsOptions {
  readonly database: Database;
  readonly transport: BusTransport;
  /** Identifies this process among the others. */
  readonly origin: string;
  readonly clock: () => Instant;
  readonly wait: (delayMs: number) => Promise<void>;
  readonly log: Logger;
  readonly findAction: (id: ActionId) => Promise<Action | null>;
  readonly findPurchase: (id: PurchaseId) => Promise<Purchase | null>;
  /** Called when another process has removed a picture. */
  readonly pictureRemoved: (contentHash: string) => void;
  /** The actions of these projects that changed after an instant, oldest first. */
  readonly actionsChangedSince: (projectIds: readonly ProjectId[], since: Instant) => Promise<Action[]>;
  /** The newest purchases of these projects: a purchase does not record when it changed. */
  readonly newestPurchases: (projectIds: readonly ProjectId[]) => Promise<readonly PurchaseKey[]>;
  /** The images of these projects whose comments or verdicts have changed after an instant. */
  readonly feedbackSince: (projectIds: readonly ProjectId[], since: Instant) => Promise<ImageFeedback[]>;
  /** Called when `pictureRemoved` may have been missed. */
  readonly removalsMissed: () => Promise<void>;
  /** Called after each push, for metrics. Must not throw. */
  readonly pushed?: ((push: Push) => void) | null;
  /** Called with the number of received items that are not notifications, for metrics. */
  readonly malformed?: ((items: number) => void) | null;
  readonly tracing?: Tracing | null;
}

/** Sends what this process commits to its own watchers at once, and as notifications to the other processes. */
export class Live<
  Action extends { readonly id: ActionId; readonly projectId: ProjectId },
  Purchase extends { readonly projectId: ProjectId },
> {
  readonly #options: LiveOptions<Action, Purchase>;
  readonly #hub: Hub;
  readonly #actions = new ChangeFeed<Action>();
  readonly #purchases = new ChangeFeed<Purchase>();
  readonly #feedback = new ChangeFeed<ImageFeedback>();
  /** Purchases are read one after the other, so that no older state is pushed last. */
  #pushingPurchases: Promise<void> = Promise.resolve();
  readonly #watching: BalanceWatching;
  readonly #bus: Bus;
  #sweeping: NodeJS.Timeout | undefined;
  /** Notifications since then may not have arrived; null: they have. */
  #missedSince: Instant | null = null;

  readonly #interrupted = (error: unknown) => this.#options.log.warn({ err: error }, 'live updates were interrupted');

  constructor(options: LiveOptions<Action, Purchase>) {
    this.#options = options;
    const { transport, origin, clock, wait, malformed } = options;
    const onError = this.#interrupted;
    const source: HubSource = {
      project: async (id) => (await options.findProjects([id]))[0] ?? null,
      feedReads: feedReads(options),
      entriesAfter: (projectId, sequence) => options.entriesAfterEach([{ projectId, sequence }], PAGE),
    };
    this.#hub = new Hub(source, { clock: options.clock, onError, pushed: options.pushed ?? null });
    this.#watching = { hub: this.#hub, source };
    this.#bus = new Bus({
      transport,
      origin,
      clock,
      wait,
      onSequence: (projectId, sequence) => this.#hub.heard(projectId, sequence),
      onAction: (projectId, actionId, traceparent) => {
        if (!this.#actions.isWatching(projectId)) return;
        this.#traced('push action', traceparent, () => this.#pass(actionId)).catch(onError);
      },
      onPurchase: (projectId, purchaseId) => this.#pushPurchase(projectId, purchaseId),
      onFeedback: (projectId, imageId) => this.#feedback.changed({ projectId, imageId }),
      onPictureRemoved: options.pictureRemoved,
      onMissed: (since) => this.#noteMissed(since),
      onConnected: () => void this.#sweep().catch(onError),
      onMalformed: (items) => malformed?.(items),
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

  committed(commits: readonly ProjectCommit[], submissions: readonly Submission[]): void {
    if (this.#options.tracing) this.#pushTraced(commits, submissions);
    else this.#hub.committed(commits);
    for (const { project } of commits) this.#bus.publishSequence(project.id, project.sequence);
  }

  actionChanged(action: Action): void {
    const traceparent = this.#options.tracing?.traceparent() ?? null;
    if (this.#actions.isWatching(action.projectId))
      this.#traced('push action', traceparent, () => this.#actions.changed(action));
    this.#bus.publishAction(action.projectId, action.id, traceparent);
  }

  /** Called after a transaction has written the purchase. */
  purchaseChanged(projectId: ProjectId, purchaseId: PurchaseId): void {
    this.#pushPurchase(projectId, purchaseId);
    this.#bus.publishPurchase(projectId, purchaseId);
  }

  /** Called after a transaction has written a comment or a verdict. */
  feedbackChanged({ projectId, imageId }: ImageFeedback): void {
    this.#feedback.changed({ projectId, imageId });
    this.#bus.publishFeedback(projectId, imageId);
  }

  picturesRemoved(contentHashes: readonly string[]): void {
    for (const contentHash of contentHashes) this.#bus.publishRemovedPicture(contentHash);
  }

  jobQueued(): void {
    this.#bus.publishJob();
  }

  get transport(): Pick<BusTransport, 'name' | 'isConnected'> {
    return this.#bus.transport;
  }

  /** The number of subscriptions in this process. */
  get watches(): number {
    return this.#hub.watches + this.#actions.watches + this.#purchases.watches + this.#feedback.watches;
  }

  watchBalance(projectId: ProjectId, afterSequence: number | null): Watch<BalanceChange> {
    return new BalanceWatch(this.#watching, projectId, afterSequence);
  }

  watchActions(projectId: ProjectId): Watch<Action> {
    return new ChangeWatch(this.#actions, projectId);
  }

  watchPurchases(projectId: ProjectId): Watch<Purchase> {
    return new ChangeWatch(this.#purchases, projectId);
  }

  watchFeedback(projectId: ProjectId): Watch<ImageFeedback> {
    return new ChangeWatch(this.#feedback, projectId);
  }

  /** A commit is pushed once for all of its postings, in the span of the first posting that has one. */
  #pushTraced(commits: readonly ProjectCommit[], submissions: readonly Submission[]): void {
    for (const commit of commits) {
      const { id } = commit.project;
      if (!this.#hub.isWatchingBalance(id)) continue;
      const ofProject = submissions.find(({ posting, traceparent }) => traceparent && posting.projectId === id);
      this.#traced('push balance', ofProject?.traceparent ?? null, () => this.#hub.committed([commit]));
    }
  }

  #traced<Result>(name: string, parent: string | null, push: () => Result): Result {
    const { tracing = null } = this.#options;
    return tracing === null || parent === null ? push() : tracing.span(name, { parent }, push);
  }

  async #pass(actionId: ActionId): Promise<void> {
    const action = await this.#options.findAction(actionId);
    if (action) this.#actions.changed(action);
  }

  #pushPurchase(projectId: ProjectId, purchaseId: PurchaseId): void {
    if (!this.#purchases.isWatching(projectId)) return;
    this.#pushingPurchases = this.#passPurchase(purchaseId, this.#pushingPurchases).catch(this.#interrupted);
  }

  async #passPurchase(purchaseId: PurchaseId, earlier: Promise<void>): Promise<void> {
    await earlier;
    const purchase = await this.#options.findPurchase(purchaseId);
    if (purchase) this.#purchases.changed(purchase);
  }

  #noteMissed(since: Instant): void {
    const { clock } = this.#options;
    this.#missedSince = Math.min(this.#missedSince ?? clock(), Math.max(since, clock() - MISSED_MAX_MS));
  }

  async #sweep(): Promise<void> {
    const since = this.#missedSince;
    const startedAt = this.#options.clock();
    this.#missedSince = this.#bus.transport.isConnected ? null : startedAt - LOSS_DETECTION_MAX_MS;
    try {
      await this.#checkSequences();
      if (since !== null) await this.#readMissed(since);
    } catch (error) {
      if (since !== null) this.#noteMissed(since);
      throw error;
    }
  }

  async #checkSequences(): Promise<void> {
    const watched = this.#hub.watchedProjects();
    if (watched.length === 0) return;
    const rows = await runStatement<{ id: ProjectId; sequence: number }>(this.#options.database.pool, {
      name: 'live_sequences',
      text: 'select id, sequence from projects where id = any($1::uuid[])',
      values: [watched],
    });
    for (const { id, sequence } of rows) this.#hub.heard(id, sequence);
  }

  async #readMissed(since: Instant): Promise<void> {
    const { actionsChangedSince, newestPurchases, feedbackSince, removalsMissed } = this.#options;
    const acting = this.#actions.watchedProjects();
    if (acting.length > 0) {
      for (const action of await actionsChangedSince(acting, since)) this.#actions.changed(action);
    }
    const buying = this.#purchases.watchedProjects();
    if (buying.length > 0) {
      for (const { projectId, id } of await newestPurchases(buying)) this.#pushPurchase(projectId, id);
    }
    const discussed = this.#feedback.watchedProjects();
    if (discussed.length > 0) {
      for (const feedback of await feedbackSince(discussed, since)) this.#feedback.changed(feedback);
    }
    if (this.#bus.transport.isConnected) await removalsMissed(); // only once, after the interruption, because it checks every cached copy
  }
}
