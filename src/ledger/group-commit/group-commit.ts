/**
 * Group commit: postings that arrive while a batch commits form the next batch.
 *
 *   idle ──post──► committing ──committed──► idle, or committing the next batch
 *                      │
 *                      ├─ the batch's own fault (data) ► its halves are committed one after the other, down to the
 *                      │                                 one posting at fault, which alone fails
 *                      └─ unknown (connection, lock) ──► wait a little, then the same postings again, under their keys
 *
 * A batch gathers what all requests of one turn of the event loop post, and waits for no timer: a lone caller waits for
 * its own commit alone. A posting that has no outcome by its deadline is answered with UnavailableError, whether it still
 * waits or is under way: "unknown", never "no".
 *
 * While one lane waits for the database, this process could work, and the other way round: so where many projects
 * wait, two lanes take turns. A project is never in both, which keeps its order. Few callers have one lane: in two, their
 * batches would be half as large, and would wait for the same disk.
 */
import { setImmediate } from 'node:timers/promises';
import { failureKind, UnavailableError } from '../../database/failure.ts';
import type { Applied, LedgerStore } from '../store/ledger-store.ts';
import type { Outcome, ProjectCommit, Submission } from '../store/submission.ts';
import { FairQueue } from './fair-queue.ts';

/** Postings a batch, a group counted as one. Beyond 256 the rate hardly rises and a caller waits longer. */
const BATCH_MAX = 256;

/** The second lane begins where so many projects wait beside those under way. */
const SECOND_LANE_MIN = 64;

/** 8,192 postings wait at the most: a quarter of a second's work, and no more than half of them for one project. */
const QUEUE_MAX = 8_192;
const QUEUE_MAX_PER_PROJECT = 4_096;

export type Store = Pick<LedgerStore, 'apply'>;

export interface GroupCommitOptions {
  /** One for each lane, one or two. */
  readonly stores: readonly Store[];
  /** From the call to the answer, in milliseconds; then the caller is told that the outcome is unknown. */
  readonly deadlineMs: number;
  /** Resolves after so many milliseconds. */
  readonly wait: (delayMs: number) => Promise<void>;
  /** Is told of every commit, in the order of the commits, before the callers are answered. It must not throw. */
  readonly committed: (commits: readonly ProjectCommit[]) => void;
}

interface Waiting {
  /** One, or those of a group. */
  readonly submissions: readonly Submission[];
  readonly answer: (outcomes: readonly Outcome[]) => void;
  readonly fail: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
  /** Answered already, by its deadline at the latest. It may still stand in the queue. */
  ended: boolean;
  /** It was under way when the connection was lost: what it finds done may be its own work. */
  rerun: boolean;
}

export class GroupCommit {
  readonly #options: GroupCommitOptions;
  readonly #queue = new FairQueue<string, Waiting>({ capacity: QUEUE_MAX, sharePerKey: QUEUE_MAX_PER_PROJECT });
  readonly #idle: Store[];
  readonly #running = new Set<Promise<void>>();
  /** A lane has been put to work and waits for what else is posted in this turn of the event loop. */
  #isGathering = false;
  #closed = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
    this.#idle = [...options.stores];
  }

  /**
   * The outcome of a posting. Rejects with UnavailableError when the queue is full (nothing was written), at shutdown
   * (nothing was written), or past the deadline (unknown); with the error itself when the posting is at fault.
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
    const projectId = submissions[0]?.posting.projectId;
    if (projectId === undefined) return Promise.resolve([]);
    return new Promise((answer, fail) => {
      if (this.#closed) return fail(new UnavailableError('the server is shutting down; nothing was written'));
      const timer = setTimeout(() => this.#expire(waiting), this.#options.deadlineMs);
      const waiting: Waiting = { submissions, answer, fail, timer, ended: false, rerun: false };
      if (!this.#queue.push(projectId, waiting)) {
        clearTimeout(timer);
        return fail(new UnavailableError('too many changes are waiting for this project; nothing was written'));
      }
      this.#begin();
    });
  }

  /** Takes nothing new and waits until everything accepted has been answered. */
  async close(): Promise<void> {
    this.#closed = true;
    while (this.#running.size > 0) await Promise.all(this.#running);
  }

  /** Puts a lane to work that does nothing, where there is enough to do. */
  #begin(): void {
    const working = this.#options.stores.length - this.#idle.length;
    if (this.#isGathering || !this.#isWorth(working)) return;
    const store = this.#idle.pop();
    if (!store) return;
    this.#isGathering = true;
    const running = this.#run(store).finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  async #run(store: Store): Promise<void> {
    await setImmediate(); // what is posted in the same turn of the event loop goes into the same batch
    this.#isGathering = false;
    for (;;) {
      const others = this.#options.stores.length - this.#idle.length - 1;
      if (!this.#isWorth(others)) break;
      const { items, keys } = this.#queue.take(BATCH_MAX, this.#share(others));
      this.#begin();
      await this.#commit(store, items);
      this.#queue.release(keys);
    }
    this.#idle.push(store);
  }

  /** Whether one more lane should work beside so many others. */
  #isWorth(others: number): boolean {
    return this.#queue.readyKeys >= (others === 0 ? 1 : SECOND_LANE_MIN);
  }

  /** How many projects to take: half of them where the other lane can take the other half. */
  #share(others: number): number {
    const { readyKeys } = this.#queue;
    const isShared = others === 0 && this.#idle.length > 0 && readyKeys >= 2 * SECOND_LANE_MIN;
    return isShared ? Math.ceil(readyKeys / 2) : readyKeys;
  }

  async #commit(store: Store, batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const open = batch.filter(({ ended }) => !ended);
      if (open.length === 0) return;
      const applied = await this.#apply(store, open);
      if ('outcomes' in applied) {
        this.#options.committed(applied.commits);
        return this.#commit(store, this.#answer(open, applied.outcomes));
      }
      if (failureKind(applied.error) === 'culprit') return this.#split(store, open, applied.error);
      for (const waiting of open) waiting.rerun = true;
      await this.#options.wait(backOffMs(attempt));
    }
  }

  #apply(store: Store, open: readonly Waiting[]): Promise<Applied | { readonly error: unknown }> {
    return store.apply(open.flatMap(({ submissions }) => submissions)).catch((error: unknown) => ({ error }));
  }

  async #split(store: Store, batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      const [culprit] = batch;
      return culprit && this.#end(culprit, () => culprit.fail(error));
    }
    const middle = Math.ceil(batch.length / 2);
    await this.#commit(store, batch.slice(0, middle));
    await this.#commit(store, batch.slice(middle));
  }

  /** Answers those that have an outcome; gives back those that have none yet. */
  #answer(batch: readonly Waiting[], outcomes: Applied['outcomes']): Waiting[] {
    let at = 0;
    return batch.filter((waiting) => {
      const { submissions } = waiting;
      const own = outcomes.slice(at, (at += submissions.length));
      if (own.length < submissions.length) throw new Error('the store gave fewer outcomes than it was given postings');
      const known = own.filter((outcome) => outcome !== null);
      if (known.length < own.length) return true; // of one project: all of them, or none
      const answered = waiting.rerun ? known.map((outcome, index) => asOwnWork(submissions[index], outcome)) : known;
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

/**
 * A refund without a key that is run again and finds the charge given back has most likely done so itself, and the caller
 * wants to know that it is done. One with a key would have found its own line under it.
 */
function asOwnWork(submission: Submission | undefined, outcome: Outcome): Outcome {
  if (submission?.posting.key !== null || outcome.status !== 'refused' || outcome.refusal.reason !== 'already-refunded')
    return outcome;
  return { status: 'replayed', entry: outcome.refusal.refund };
}

/** 10 ms doubling to 320 ms: a restarted server is found soon, and an absent one is not hammered. */
function backOffMs(attempt: number): number {
  return 10 * 2 ** Math.min(attempt - 1, 5);
}
