/**
 * Group commit: postings that arrive while a batch commits form the next batch.
 *
 *   idle ──post──► committing ──committed──► idle, or committing the next batch
 *                      │
 *                      ├─ the batch's own fault (data) ► its halves are committed one after the other, down to the
 *                      │                                 one posting at fault, which alone fails
 *                      └─ unknown (connection, lock) ──► wait a little, then the same postings again, under their keys
 *
 * There is no timer, so a lone caller waits for nothing but its own commit. A posting that has no outcome by its
 * deadline is answered with UnavailableError, whether it still waits or is under way: "unknown", never "no".
 */
import { failureKind, UnavailableError } from '../../database/failure.ts';
import type { Applied, LedgerStore } from '../store/store.ts';
import type { Outcome, ProjectCommit, Submission } from '../store/submission.ts';
import { FairQueue } from './fair-queue.ts';

/** Postings a batch. Beyond 256 the rate hardly rises and a caller waits longer. */
const BATCH_MAX = 256;

/** 8,192 postings wait at the most: a quarter of a second's work, and no more than half of them for one project. */
const QUEUE_MAX = 8_192;
const QUEUE_MAX_PER_PROJECT = 4_096;

export interface GroupCommitOptions {
  readonly store: Pick<LedgerStore, 'apply'>;
  /** From the call to the answer, in milliseconds; then the caller is told that the outcome is unknown. */
  readonly deadlineMs: number;
  /** Resolves after so many milliseconds. */
  readonly wait: (delayMs: number) => Promise<void>;
  /** Is told of every commit, in the order of the commits, before the callers are answered. It must not throw. */
  readonly committed: (commits: readonly ProjectCommit[]) => void;
}

interface Waiting {
  readonly submission: Submission;
  readonly answer: (outcome: Outcome) => void;
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
  #running: Promise<void> | null = null;
  #closed = false;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /**
   * The outcome of a posting. Rejects with UnavailableError when the queue is full (nothing was written), at shutdown
   * (nothing was written), or past the deadline (unknown); with the error itself when the posting is at fault.
   */
  post(submission: Submission): Promise<Outcome> {
    return new Promise((answer, fail) => {
      if (this.#closed) return fail(new UnavailableError('the server is shutting down; nothing was written'));
      const timer = setTimeout(() => this.#expire(waiting), this.#options.deadlineMs);
      const waiting: Waiting = { submission, answer, fail, timer, ended: false, rerun: false };
      if (!this.#queue.push(submission.posting.projectId, waiting)) {
        clearTimeout(timer);
        return fail(new UnavailableError('too many changes are waiting for this project; nothing was written'));
      }
      this.#running ??= this.#run();
    });
  }

  /** Takes nothing new and waits until everything accepted has been answered. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // what is posted in the same turn of the event loop goes into the same batch
    while (this.#queue.length > 0) await this.#commit(this.#queue.take(BATCH_MAX));
    this.#running = null;
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const open = batch.filter(({ ended }) => !ended);
      if (open.length === 0) return;
      const applied = await this.#apply(open);
      if ('outcomes' in applied) {
        this.#options.committed(applied.commits);
        open.forEach((waiting, index) => this.#answer(waiting, applied.outcomes[index]));
        return;
      }
      if (failureKind(applied.error) === 'culprit') return this.#split(open, applied.error);
      for (const waiting of open) waiting.rerun = true;
      await this.#options.wait(backOffMs(attempt));
    }
  }

  #apply(open: readonly Waiting[]): Promise<Applied | { readonly error: unknown }> {
    return this.#options.store.apply(open.map(({ submission }) => submission)).catch((error: unknown) => ({ error }));
  }

  async #split(batch: readonly Waiting[], error: unknown): Promise<void> {
    if (batch.length === 1) {
      const [culprit] = batch;
      return culprit && this.#end(culprit, () => culprit.fail(error));
    }
    const middle = Math.ceil(batch.length / 2);
    await this.#commit(batch.slice(0, middle));
    await this.#commit(batch.slice(middle));
  }

  #answer(waiting: Waiting, outcome: Outcome | undefined): void {
    if (!outcome) throw new Error('the store gave fewer outcomes than it was given postings');
    this.#end(waiting, () => waiting.answer(waiting.rerun ? asOwnWork(outcome) : outcome));
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
 * A refund has no key of its own: one that is run again and finds the charge given back has most likely done so itself,
 * and the caller wants to know that it is done.
 */
function asOwnWork(outcome: Outcome): Outcome {
  if (outcome.status !== 'refused' || outcome.refusal.reason !== 'already-refunded') return outcome;
  return { status: 'replayed', entry: outcome.refusal.refund };
}

/** 10 ms doubling to 320 ms: a restarted server is found soon, and an absent one is not hammered. */
function backOffMs(attempt: number): number {
  return 10 * 2 ** Math.min(attempt - 1, 5);
}
