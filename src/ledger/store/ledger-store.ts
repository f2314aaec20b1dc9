/**
 * Applies batches of postings to the database, which is authoritative through row locks, row versions and unique
 * constraints. A batch takes two round trips, one to lock and read, one to write and commit, or only the second where the
 * accounts are cached. Several stores, in one process or many, may work on the same projects at once.
 */
import { ConnectionLostError, failureKind } from '../../database/failure.ts';
import type { PipelineConnection } from '../../database/pipeline-connection.ts';
import type { Statement } from '../../database/statement.ts';
import type { DecisionContext } from '../kernel/decision-context.ts';
import { Batch } from './batch.ts';
import { BEGIN, load } from './load.ts';
import { decideOptimistically, guards, type OptimisticBatch } from './optimistic-batch.ts';
import type { AccountCache } from './account-cache.ts';
import { withDrawnGrants } from './named-grants.ts';
import { withReachableGrants } from './reachable-grants.ts';
import type { Outcome, ProjectCommit, Submission } from './submission.ts';
import { type TransactionHooks, writeStatements, writtenVersion } from './write-statements.ts';

const COMMIT: Statement = { name: 'ledger_commit', text: 'commit', values: [] };

export interface Applied {
  /** One for each submission, in the same order; null for a submission that was not applied and must be submitted again. */
  readonly outcomes: readonly (Outcome | null)[];
  readonly commits: readonly ProjectCommit[];
  /** Whether submissions without an outcome wait for a project that is settled in several transactions; other batches may run in between. */
  readonly isSettling: boolean;
}

export interface LedgerStoreOptions extends TransactionHooks {
  /** Called once for each batch that is decided. */
  readonly decisionContext: () => DecisionContext;
  /** Shared by the stores of one process. */
  readonly accounts: AccountCache;
}

export class LedgerStore {
  readonly #connection: PipelineConnection;
  readonly #options: LedgerStoreOptions;

  constructor(connection: PipelineConnection, options: LedgerStoreOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /**
   * Applies the postings, those of one project in order, in one database transaction. Where most of them can be decided
   * from the cache (see `optimistic-batch.ts`), only those are applied, and the others are left for another call. Throws when
   * the transaction failed or its outcome is unknown (see `failureKind`). Must not be called concurrently.
   */
  async apply(submissions: readonly Submission[]): Promise<Applied> {
    const { accounts, decisionContext } = this.#options;
    if (!this.#connection.isOpen) accounts.clear();
    const optimistic = decideOptimistically(submissions, accounts, decisionContext());
    const isMajority = optimistic !== null && 2 * optimistic.outcomes.size > submissions.length;
    if (!isMajority || !(await this.#applyOptimistically(optimistic))) return this.#applyLocked(submissions);
    return {
      outcomes: submissions.map((submission) => optimistic.outcomes.get(submission) ?? null),
      commits: optimistic.batch.commits(),
      isSettling: false,
    };
  }

  close(): Promise<void> {
    return this.#connection.reset();
  }

  /** Takes one round trip. Returns false if nothing was written: an account was stale, a key was used or a posting is at fault. */
  async #applyOptimistically(optimistic: OptimisticBatch): Promise<boolean> {
    try {
      await this.#write(optimistic.batch, [BEGIN, ...guards(optimistic)]);
      return true;
    } catch (error) {
      await this.#rollBack(error);
      if (failureKind(error) === 'unknown') throw error;
      return false;
    }
  }

  /** Takes two round trips, and another where an account has many grants, or where a refunded charge drew on a spent grant. */
  async #applyLocked(submissions: readonly Submission[]): Promise<Applied> {
    try {
      const loaded = await withDrawnGrants(
        this.#connection,
        await load(this.#connection, submissions, this.#options.accounts),
      );
      this.#options.accounts.compare(loaded.versions);
      const context = this.#options.decisionContext();
      const postings = submissions.map(({ posting }) => posting);
      const batch = new Batch(await withReachableGrants(this.#connection, loaded, postings, context.now));
      const outcomes = groupsOf(submissions).flatMap((group) => batch.decideGroup(group, context));
      await this.#write(batch, []);
      const isSettling = outcomes.includes(null);
      return { outcomes, commits: [...batch.recoveries(), ...batch.commits()], isSettling };
    } catch (error) {
      await this.#rollBack(error);
      throw error;
    }
  }

  async #write(batch: Batch, before: readonly Statement[]): Promise<void> {
    const written = batch.changedProjects().length > 0 ? writeStatements(batch, this.#options) : [];
    const statements = [...before, ...written, COMMIT];
    const results = await this.#connection.run(statements);
    const command = results.at(-1)?.command;
    if (command !== 'COMMIT') throw new ConnectionLostError(`the commit returned ${command}`);
    if (written.length === 0) return;
    const version = writtenVersion(statements, results);
    this.#options.accounts.set(batch.wholeAccounts().map((account) => ({ ...account, version })));
  }

  async #rollBack(error: unknown): Promise<void> {
    if (failureKind(error) === 'unknown') {
      this.#options.accounts.clear();
      return this.#connection.reset();
    }
    try {
      await this.#connection.run([{ name: 'ledger_rollback', text: 'rollback', values: [] }]);
    } catch {
      await this.#connection.reset();
    }
  }
}

/** The submissions by group; every other submission forms a group of its own. */
function groupsOf(submissions: readonly Submission[]): Submission[][] {
  const groups: Submission[][] = [];
  for (const submission of submissions) {
    const last = groups.at(-1);
    if (last && submission.group !== undefined && last[0]?.group === submission.group) last.push(submission);
    else groups.push([submission]);
  }
  return groups;
}
