import type { ProjectId } from '../ids.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectCommit } from '../ledger/store/submission.ts';
import { type BalanceListener, type FeedOptions, ProjectFeed } from './project-feed.ts';

/** The reads with which the hub catches up on missed entries. */
export interface HubSource {
  project(id: ProjectId): Promise<Project | null>;
  /** One page of the entries after a sequence, oldest first. */
  entriesAfter(projectId: ProjectId, sequence: number): Promise<LedgerEntry[]>;
}

/** Receives every changed action of a project. */
export interface ActionListener<Action> {
  onAction(action: Action): void;
}

/** Connects commits to the watchers of their projects in this process. Does not depend on what an action is. */
export class Hub<Action extends { readonly projectId: ProjectId }> {
  readonly #source: HubSource;
  readonly #options: FeedOptions;
  readonly #feeds = new Map<ProjectId, ProjectFeed>();
  readonly #actionListeners = new Map<ProjectId, Set<ActionListener<Action>>>();

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

  /** Receives a changed action. */
  actionChanged(action: Action): void {
    for (const listener of this.#actionListeners.get(action.projectId) ?? []) listener.onAction(action);
  }

  /** The projects whose balances are watched in this process. */
  watchedProjects(): ProjectId[] {
    return [...this.#feeds.keys()];
  }

  /** The projects whose actions are watched in this process. */
  projectsWithActionListeners(): ProjectId[] {
    return [...this.#actionListeners.keys()];
  }

  /** The number of watches of balances and of actions. */
  get watches(): number {
    const balances = [...this.#feeds.values()].reduce((sum, { listeners }) => sum + listeners.size, 0);
    return [...this.#actionListeners.values()].reduce((sum, listeners) => sum + listeners.size, balances);
  }

  isWatchingBalance(projectId: ProjectId): boolean {
    return this.#feeds.has(projectId);
  }

  isWatchingActions(projectId: ProjectId): boolean {
    return this.#actionListeners.has(projectId);
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

  /** Passes every later change of the project's actions to the listener. */
  watchActions(projectId: ProjectId, listener: ActionListener<Action>): void {
    const listeners = this.#actionListeners.get(projectId) ?? new Set();
    this.#actionListeners.set(projectId, listeners.add(listener));
  }

  leaveActions(projectId: ProjectId, listener: ActionListener<Action>): void {
    const listeners = this.#actionListeners.get(projectId);
    if (listeners?.delete(listener) && listeners.size === 0) this.#actionListeners.delete(projectId);
  }

  #newFeed(projectId: ProjectId): ProjectFeed {
    const source = {
      project: () => this.#source.project(projectId),
      entriesAfter: (sequence: number) => this.#source.entriesAfter(projectId, sequence),
    };
    const feed = new ProjectFeed(projectId, source, this.#options);
    this.#feeds.set(projectId, feed);
    return feed;
  }
}
