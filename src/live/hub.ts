import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';
import type { ProjectCommit } from '../ledger/store/submission.ts';
import { type BalanceListener, ProjectFeed } from './project-feed.ts';

/** The reads with which the hub catches up on missed entries. */
export interface HubSource {
  project(id: ProjectId): Promise<Project | null>;
  /** The lines after a sequence, oldest first, a page of them at the most. */
  entriesAfter(projectId: ProjectId, sequence: number): Promise<LedgerEntry[]>;
}

export interface HubOptions {
  readonly clock: () => Instant;
  readonly onError: (error: unknown) => void;
}

/** Receives every changed action of a project. */
export interface ActionListener<Action> {
  onAction(action: Action): void;
}

/** Who watches which project in this process, and what they are told. What an action is, the hub does not know. */
export class Hub<Action extends { readonly projectId: ProjectId }> {
  readonly #source: HubSource;
  readonly #options: HubOptions;
  readonly #feeds = new Map<ProjectId, ProjectFeed>();
  readonly #actionListeners = new Map<ProjectId, Set<ActionListener<Action>>>();

  constructor(source: HubSource, options: HubOptions) {
    this.#source = source;
    this.#options = options;
  }

  /** The store has committed. Call it in commit order. */
  committed(commits: readonly ProjectCommit[]): void {
    for (const commit of commits) this.#feeds.get(commit.project.id)?.commit(commit);
  }

  /** Word from another process that a project's ledger has come to this sequence. */
  heard(projectId: ProjectId, sequence: number): void {
    this.#feeds.get(projectId)?.advanceTo(sequence);
  }

  /** An action has changed. */
  actionChanged(action: Action): void {
    for (const listener of this.#actionListeners.get(action.projectId) ?? []) listener.onAction(action);
  }

  /** Projects whose lines somebody here watches. */
  watchedProjects(): ProjectId[] {
    return [...this.#feeds.keys()];
  }

  isWatchingActions(projectId: ProjectId): boolean {
    return this.#actionListeners.has(projectId);
  }

  /** Tells the listener every line of the project from now on, in order. The feed lives as long as somebody listens. */
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

  /** Tells the listener every change of the project's actions from now on. */
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
