import type { ProjectId } from '../ids.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectCommit } from '../ledger/store/submission.ts';
import type { FeedReads } from './feed-reads.ts';
import { type BalanceListener, type FeedOptions, ProjectFeed } from './project-feed.ts';

/** The reads with which watches and feeds catch up on missed entries. */
export interface HubSource {
  project(id: ProjectId): Promise<Project | null>;
  readonly feedReads: FeedReads;
  /** One page of the entries after a sequence, oldest first. */
  entriesAfter(projectId: ProjectId, sequence: number): Promise<LedgerEntry[]>;
}

/** Connects commits to the watchers of their projects' balances in this process. */
export class Hub {
  readonly #source: HubSource;
  readonly #options: FeedOptions;
  readonly #feeds = new Map<ProjectId, ProjectFeed>();

  constructor(source: HubSource, options: FeedOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** Receives what the store has committed. Call it in commit order. */
  committed(commits: readonly ProjectCommit[]): void {
    for (const commit of commits) this.#feeds.get(commit.project.id)?.commit(commit);
  }

  /** Receives a notification from another process: the ledger of a project has reached this sequence. */
  heard(projectId: ProjectId, sequence: number): void {
    this.#feeds.get(projectId)?.advanceTo(sequence);
  }

  /** The projects whose balances are watched in this process. */
  watchedProjects(): ProjectId[] {
    return [...this.#feeds.keys()];
  }

  get watches(): number {
    return [...this.#feeds.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
  }

  isWatchingBalance(projectId: ProjectId): boolean {
    return this.#feeds.has(projectId);
  }

  /** Passes every later entry of the project to the listener, in order. The feed exists while it has listeners. */
  watchBalance(projectId: ProjectId, listener: BalanceListener): ProjectFeed {
    const feed = this.#feeds.get(projectId) ?? this.#newFeed(projectId);
    feed.listeners.add(listener);
    return feed;
  }

  leaveBalance(feed: ProjectFeed, listener: BalanceListener): void {
    if (!feed.listeners.delete(listener) || feed.listeners.size > 0) return;
    feed.stop();
    if (this.#feeds.get(feed.projectId) === feed) this.#feeds.delete(feed.projectId);
  }

  #newFeed(projectId: ProjectId): ProjectFeed {
    const source = {
      project: () => this.#source.project(projectId),
      missedAfter: (sequence: number) => this.#source.feedReads.load({ projectId, sequence }),
    };
    const feed = new ProjectFeed(projectId, source, this.#options);
    this.#feeds.set(projectId, feed);
    return feed;
  }
}
