/**
 * Group commit: postings that arrive while a batch commits form the next batch.
 *
 *   idle ──post──► committing ──committed──► idle, or committing the next batch
 *                      │
 *                      ├─ much is due ───────────────► what waits for it goes back to the head of its project's queue, and
 *                      │                               batches of other projects come between
 *                      ├─ invalid data ──────────────► its halves are committed one after the other, down to the one
 *                      │                               posting at fault, which alone fails
 *                      └─ unknown (connection, lock) ► back off, then retry the same postings under their keys
 *
 * A batch contains what all requests of one turn of the event loop post, and waits for no timer: a lone caller waits for
 * its own commit only. A posting without an outcome by its deadline is rejected with UnavailableError, whether it is queued
 * or in flight: the outcome is unknown, never "refused".
 *
 * When many projects wait, two lanes overlap the work of this process with that of the database. A project is never in
 * both, which keeps its order. With few callers only one lane runs: two would halve the batches and wait for the same disk.
 */
import { setImmediate } from 'node:timers/promises';
import { failureKind, UnavailableError } from '../../database/failure.ts';
import type { ProjectId } from '../../ids.ts';
import type { Applied, LedgerStore } from '../store/ledger-store.ts';
import type { Outcome, ProjectCommit, Submission } from '../store/submission.ts';
import type { BatchFigures, BatchObserver } from './batch-observer.ts';
import { FairQueue } from './fair-queue.ts';

/** The most postings in a batch, counting a group as one. Above 256 the rate hardly rises and a caller waits longer. */
const BATCH_MAX = 256;

/** The second lane starts when this many projects wait beside those in flight. */
const SECOND_LANE_MIN = 64;

/** The capacity of the queue: a quarter of a second's work, of which one project may hold half. */
const QUEUE_MAX = 8_192;
const QUEUE_MAX_PER_PROJECT = 4_096;

export type Store = Pick<LedgerStore, 'apply'>;

export interface GroupCommitOptions {
  /** One or two: one for each lane. */
  readonly stores: readonly Store[];
  /** From the call on. After it the call is rejected: its outcome is unknown. */
  readonly deadlineMs: number;
  /** Resolves after a delay. */
  readonly wait: (delayMs: number) => Promise<void>;
  /** Called for every commit, in order, before the callers are answered. It must not throw. */
  readonly committed: (commits: readonly ProjectCommit[], submissions: readonly Submission[]) => void;
  readonly observer?: BatchObserver | null;
}

interface Waiting {
  readonly projectId: ProjectId;
  /** One submission, or those of a group. */
  readonly submissions: readonly Submission[];
  readonly answer: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  /** By the observer's clock; 0 without one. */
  readonly sinceMs: number;
  /** Whether the caller has been answered, at its deadline at the latest. The item may still be in the queue. */
  ended: boolean;
  /** Whether this is a retry after a lost connection: an earlier attempt may have been committed. */
  rerun: boolean;
}

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #queue = new FairQueue<ProjectId, Waiting>({ capacity: QUEUE_MAX, sharePerKey: QUEUE_MAX_PER_PROJECT });
  readonly #idle: Store[];
  readonly #running = new Set<Promise<void>>();
  /** A lane has started and waits for the rest of this turn of the event loop. */
  #isGathering = false;
  #closed = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#idle = [...options.stores];
  }

  /**
   * Resolves with the outcome of a posting. Rejects with UnavailableError when the queue is full or the server shuts down
   * (nothing was written) and past the deadline (unknown), or with the database's error when the posting is at fault.
   */
  async post(submission: Submission): Promise<Outcome> {
    const [outcome] = await this.#enqueue([submission]);
    if (!outcome) throw new Error('the store gave no outcome'); // `#answer` has counted them
    return outcome;
  }

  /** The same for charges of one project with a key each, of which all are accepted or none. */
  postTogether(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    const group = Symbol('group');
    return this.#enqueue(submissions.map((submission) => ({ ...submission, group })));
  }

  #enqueue(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    const [first] = submissions;
    if (!first) return Promise.resolve([]);
    const { projectId } = first.posting;
    return new Promise((answer, fail) => {
      if (this.#closed) return fail(new UnavailableError('the server is shutting down; nothing was written'));
      const timer = setTimeout(() => this.#expire(waiting), this.#options.deadlineMs);
      const sinceMs = this.#options.observer?.elapsedMs() ?? 0;
      const waiting: Waiting = { projectId, submissions, answer, fail, timer, sinceMs, ended: false, rerun: false };
      if (!this.#queue.push(projectId, waiting)) {
        clearTimeout(timer);
        return fail(new UnavailableError('too many changes are waiting for this project; nothing was written'));
      }
      this.#begin();
    });
  }

  /** Rejects new postings and waits until all accepted ones have been answered. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Starts an idle lane if enough projects wait. */
  #begin(): void {
    const working = this.#options.stores.length - this.#idle.length;
    if (this.#isGathering || !this.#shouldRun(working)) return;
    const store = this.#idle.pop();
    if (!store) return;
    this.#isGathering = true;
    const running = this.#run(store).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #run(store: Store): Promise<void> {
    await setImmediate(); // postings of the same turn of the event loop go into the same batch
    this.#isGathering = false;
    for (;;) {
      const others = this.#options.stores.length - this.#idle.length - 1;
      if (!this.#shouldRun(others)) break;
      const { items, keys } = this.#queue.take(BATCH_MAX, this.#maxKeys(others));
      this.#begin();
      const { observer } = this.#options;
      const takenMs = observer?.elapsedMs() ?? 0;
      const left = await this.#commit(store, items);
      observer?.batchEnded(figuresOf(items, takenMs, observer.elapsedMs()));
      for (const [key, waiting] of Map.groupBy(left, ({ projectId }) => projectId)) this.#queue.putBack(key, waiting);
      this.#queue.release(keys);
    }
    this.#idle.push(store);
  }

  /** Whether one more lane should run, given the number of other running lanes. */
  #shouldRun(others: number): boolean {
    return this.#queue.readyKeys >= (others === 0 ? 1 : SECOND_LANE_MIN);
  }

  /** The most projects to take: half of them when the other lane can take the other half. */
  #maxKeys(others: number): number {
    const { readyKeys } = this.#queue;
    const isShared = others === 0 && this.#idle.length > 0 && readyKeys >= 2 * SECOND_LANE_MIN;
    return isShared ? Math.ceil(readyKeys / 2) : readyKeys;
  }

  /** Returns the postings that wait for a project that is settled in parts. */
  async #commit(store: Store, batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    for (let attempt = 1; ; attempt += 1) {
      const open = batch.filter(({ ended }) => !ended);
      if (open.length === 0) return [];
      const submissions = open.flatMap((waiting) => waiting.submissions);
      const applied = await apply(store, submissions);
      if ('outcomes' in applied) {
        this.#options.committed(applied.commits, submissions);
        const left = this.#answer(open, applied.outcomes);
        return applied.isSettling ? left : this.#commit(store, left);
      }
      if (failureKind(applied.error) === 'permanent') return this.#split(store, open, applied.error);
      for (const waiting of open) waiting.rerun = true;
      await this.#options.wait(backOffMs(attempt));
    }
  }

  async #split(store: Store, batch: readonly Waiting[], error: unknown): Promise<readonly Waiting[]> {
    const [posting] = batch;
    if (posting && batch.length === 1) {
      this.#end(posting, () => posting.fail(error));
      return [];
    }
    const middle = Math.ceil(batch.length / 2);
    const left = await this.#commit(store, batch.slice(0, middle));
    return [...left, ...(await this.#commit(store, batch.slice(middle)))];
  }

  /** Answers the postings that have an outcome; returns the others. */
  #answer(batch: readonly Waiting[], outcomes: Applied['outcomes']): Waiting[] {
    let at = 0;
    return batch.filter((waiting) => {
      const { submissions } = waiting;
      const own = outcomes.slice(at, (at += submissions.length));
      if (own.length < submissions.length) throw new Error('the store gave fewer outcomes than it was given postings');
      const known = own.filter((outcome) => outcome !== null);
      if (known.length < own.length) return true; // of one project: all of them, or none
      const answered = waiting.rerun ? known.map((outcome, index) => asRecovered(submissions[index], outcome)) : known;
      this.#end(waiting, () => waiting.answer(answered));
      return false;
    });
  }

  #expire(waiting: Waiting): void {
    const unknown = new UnavailableError('no answer from the database in time: the outcome is unknown');
    this.#end(waiting, () => waiting.fail(unknown));
  }

  #end(waiting: Waiting, settle: () => void): void {
    if (waiting.ended) return;
    waiting.ended = true;
    clearTimeout(waiting.timer);
    settle();
  }
}

function apply(store: Store, submissions: readonly Submission[]): Promise<Applied | { readonly error: unknown }> {
  return store.apply(submissions).catch((error: unknown) => ({ error }));
}

function figuresOf(items: readonly Waiting[], takenMs: number, endedMs: number): BatchFigures {
  const oldestMs = items.reduce((oldest, { sinceMs }) => Math.min(oldest, sinceMs), takenMs);
  const postings = items.reduce((sum, { submissions }) => sum + submissions.length, 0);
  return { postings, waitMs: takenMs - oldestMs, commitMs: endedMs - takenMs };
}

/**
 * A retried refund without a key that finds the charge refunded most likely did so in its earlier attempt, so it is
 * reported as a replay. A refund with a key finds its own entry by the key.
 */
function asRecovered(submission: Submission | undefined, outcome: Outcome): Outcome {
  if (submission?.posting.key !== null || outcome.status !== 'refused' || outcome.refusal.reason !== 'already-refunded')
    return outcome;
  return { status: 'replayed', entry: outcome.refusal.refund };
}

/** Doubles from 10 ms to 320 ms: reconnects soon after a restart without flooding a server that is down. */
function backOffMs(attempt: number): number {
  return 10 * 2 ** Math.min(attempt - 1, 5);
}
