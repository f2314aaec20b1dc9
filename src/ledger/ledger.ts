import { PipelineConnection } from '../database/pipeline-connection.ts';
import type { ProjectId } from '../ids.ts';
import { GroupCommit, type GroupCommitOptions } from './group-commit/group-commit.ts';
import type { DecisionContext } from './kernel/decision-context.ts';
import { SYSTEM_ACTOR } from './kernel/expire-due.ts';
import type { Posting } from './kernel/posting.ts';
import type { LedgerObserver } from './ledger-observer.ts';
import type { Tracing } from '../tracing.ts';
import type { Project } from './project.ts';
import type { Attachment } from './store/attachment.ts';
import { AccountCache } from './store/account-cache.ts';
import { LedgerStore } from './store/ledger-store.ts';
import type { TransactionHooks } from './store/write-statements.ts';
import type { Outcome, Submission } from './store/submission.ts';

/** The longest time from a posting to its answer. */
const DEADLINE_MS = 5_000; // 5 seconds

export interface LedgerOptions extends TransactionHooks {
  readonly databaseUrl: string;
  readonly decisionContext: () => DecisionContext;
  readonly wait: (delayMs: number) => Promise<void>;
  /** Called for every commit of this process, in order, before the callers are answered. It must not throw. */
  readonly committed: GroupCommitOptions['committed'];
  readonly observer?: LedgerObserver | null;
  readonly tracing?: Tracing | null;
}

/** The number of connections that the ledger owns; see `GroupCommit`. */
const LANES = 2;

/** All changes of balances go through the ledger. */
export class Ledger {
  readonly #stores: readonly LedgerStore[];
  readonly #group: GroupCommit;
  readonly #observer: LedgerObserver | null;
  readonly #tracing: Tracing | null;

  constructor({ databaseUrl, wait, committed, observer = null, tracing = null, ...options }: LedgerOptions) {
    this.#observer = observer;
    this.#tracing = tracing;
    const accounts = new AccountCache();
    this.#stores = Array.from(
      { length: LANES },
      () => new LedgerStore(new PipelineConnection(databaseUrl), { ...options, accounts }),
    );
    this.#group = new GroupCommit({ stores: this.#stores, deadlineMs: DEADLINE_MS, wait, committed, observer });
  }

  /**
   * Commits a posting together with its attachment, or neither. Rejects with UnavailableError when the outcome is unknown;
   * the same posting may then be retried under its key.
   */
  post(posting: Posting, attachment: Attachment | null = null): Promise<Outcome> {
    const outcome = this.#traced(`ledger ${posting.type}`, (traceparent) =>
      this.#group.post({ posting, attachment, traceparent }),
    );
    const observer = this.#observer;
    if (observer)
      void outcome.then(
        (known) => observer.posted(posting, known),
        () => observer.posted(posting, null),
      );
    return outcome;
  }

  /**
   * Posts a group of charges of one project, each with a key, all or nothing: if one is refused, so are all others that were
   * not accepted earlier under their keys. Resolves with one outcome each, in the same order.
   */
  postTogether(submissions: readonly Submission[]): Promise<readonly Outcome[]> {
    const outcomes = this.#traced('ledger charges', (traceparent) =>
      this.#group.postTogether(submissions.map((submission) => ({ ...submission, traceparent }))),
    );
    void this.#observeTogether(submissions, outcomes);
    return outcomes;
  }

  /** Postings of several requests share a commit, so it runs outside of their spans. */
  #traced<Result>(name: string, post: (traceparent: string | null) => Promise<Result>): Promise<Result> {
    const tracing = this.#tracing;
    if (tracing === null) return post(null);
    return tracing.span(name, {}, () => {
      const traceparent = tracing.traceparent();
      return tracing.outside(() => post(traceparent));
    });
  }

  /** Writes the expiries and allowances that are due. Returns the project afterwards, or null if it does not exist. */
  async settle(projectId: ProjectId): Promise<Project | null> {
    const outcome = await this.post({
      type: 'settle',
      projectId,
      workspaceId: null,
      actor: SYSTEM_ACTOR,
      note: null,
      key: null,
    });
    return outcome.status === 'accepted' ? outcome.project : null;
  }

  async #observeTogether(submissions: readonly Submission[], outcomes: Promise<readonly Outcome[]>): Promise<void> {
    const observer = this.#observer;
    if (observer === null) return;
    const known = await outcomes.catch(() => []);
    for (const [index, { posting }] of submissions.entries()) observer.posted(posting, known[index] ?? null);
  }

  /** Answers all accepted postings, then closes the connections. */
  async close(): Promise<void> {
    await this.#group.close();
    await Promise.all(this.#stores.map((store) => store.close()));
  }
}
