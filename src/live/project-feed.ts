import type { ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import { nextDueAt, type Project } from '../ledger/project.ts';
import type { ProjectCommit } from '../ledger/store/submission.ts';
import { type BalanceChange, changeOf } from './balance-change.ts';
import type { MissedEntries } from './feed-reads.ts';
import { SettlingTimer } from './settling-timer.ts';

/** Receives entries without gaps. All listeners receive the same objects. */
export interface BalanceListener {
  onChanges(changes: readonly BalanceChange[]): void;
}

/** The reads with which a feed catches up on missed entries. */
export interface FeedSource {
  /** Returns the project after settling it. */
  project(): Promise<Project | null>;
  /** The entries after a sequence, and the project after settling it. */
  missedAfter(sequence: number): Promise<MissedEntries>;
}

/** Changes that were passed to watchers as they happened. */
export interface Push {
  /** The number of changes, counted once for each watcher. */
  readonly messages: number;
  /** When the oldest of the changes was decided. */
  readonly oldestAt: Instant;
}

export interface FeedOptions {
  readonly clock: () => Instant;
  readonly onError: (error: unknown) => void;
  /** Called after each push, for metrics. Must not throw. */
  readonly pushed?: ((push: Push) => void) | null;
}

/**
 * The stream of one project's entries for all of its watchers in this process. It has no gaps after `head`: a commit that
 * follows the head is passed on at once. Any other commit makes the feed read the missing entries from the ledger, once for
 * all watchers.
 *
 *   unknown ──first commit──► at head ──next entry──► at head
 *                                │
 *                                └──a later entry, or a notification──► reading ──► at head
 */
export class ProjectFeed {
  readonly projectId: ProjectId;
  readonly #source: FeedSource;
  readonly #onError: (error: unknown) => void;
  readonly #pushed: ((push: Push) => void) | null;
  readonly #settling: SettlingTimer;
  readonly listeners = new Set<BalanceListener>();
  #head: number | null = null;
  #threshold: number | null = null;
  /** The newest sequence that this process knows of. */
  #heard = 0;
  #reading: Promise<void> | null = null;

  constructor(projectId: ProjectId, source: FeedSource, { clock, onError, pushed = null }: FeedOptions) {
    this.projectId = projectId;
    this.#source = source;
    this.#onError = onError;
    this.#pushed = pushed;
    this.#settling = new SettlingTimer({ clock, settle: () => source.project(), onError });
  }

  /** The low-balance threshold of the project, as last read. */
  get threshold(): number | null {
    return this.#threshold;
  }

  /** Receives a commit of this process. */
  commit({ project, entries }: ProjectCommit): void {
    this.#know(project);
    const first = entries[0];
    if (this.#reading === null && first && (this.#head === null || first.sequence === this.#head + 1)) {
      this.#pass(entries);
    } else {
      this.advanceTo(project.sequence);
    }
  }

  /** Receives a notification that the ledger of the project has reached this sequence. */
  advanceTo(sequence: number): void {
    this.#heard = Math.max(this.#heard, sequence);
    if (this.#head !== null && this.#heard <= this.#head) return;
    this.#reading ??= this.#catchUp();
  }

  /** A watcher has read the project, so the feed need not start earlier. */
  seen(project: Project): void {
    this.#know(project);
    if (this.#head === null) this.#head = project.sequence;
    else if (project.sequence > this.#head) this.advanceTo(project.sequence);
  }

  /** Called when the last watcher has left. */
  stop(): void {
    this.#settling.stop();
  }

  #know(project: Project): void {
    this.#threshold = project.lowBalanceThreshold;
    this.#settling.arm(nextDueAt(project));
  }

  async #catchUp(): Promise<void> {
    try {
      const beforeHeard = this.#head ?? (await this.#beforeHeard());
      this.#head ??= beforeHeard; // a watcher may have read the project meanwhile
      while (this.#head < this.#heard) {
        const { project, entries } = await this.#source.missedAfter(this.#head);
        if (project) this.#know(project);
        if (entries.length === 0) this.#heard = this.#head; // forged, or not visible to this read yet: the next one reads again
        this.#pass(entries);
      }
    } catch (error) {
      this.#onError(error);
    } finally {
      this.#reading = null; // in the same turn as the last check of `heard`, so that no notification is missed
    }
  }

  /** The sequence before the first notified one. Notifications may be forged. */
  async #beforeHeard(): Promise<number> {
    const project = await this.#source.project();
    return Math.min(this.#heard, project?.sequence ?? this.#heard) - 1;
  }

  #pass(entries: readonly LedgerEntry[]): void {
    const last = entries.at(-1);
    if (!last) return;
    this.#head = last.sequence;
    this.#heard = Math.max(this.#heard, last.sequence);
    const changes = entries.map((entry) => changeOf(entry, this.#threshold));
    for (const listener of this.listeners) listener.onChanges(changes);
    if (this.#pushed === null || this.listeners.size === 0) return;
    this.#pushed({ messages: entries.length * this.listeners.size, oldestAt: entries[0]?.createdAt ?? last.createdAt });
  }
}
