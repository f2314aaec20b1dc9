/**
 * Truth stays in the database: row locks, versions and unique constraints. The store adds two round trips around the
 * kernel's decisions, one to lock and read, one to write and commit, or only the second where what would be read is
 * remembered; several stores, in one process or many, may work on the same projects at once.
 */
import { ConnectionLostError, failureKind } from '../../database/failure.ts';
import type { PipelineConnection } from '../../database/pipeline-connection.ts';
import type { Statement } from '../../database/statement.ts';
import type { Moment } from '../kernel/moment.ts';
import { Batch } from './batch.ts';
import { BEGIN, load } from './load.ts';
import { decideRecalled, guards, type Recalled } from './recalled.ts';
import type { RememberedAccounts } from './remembered-accounts.ts';
import type { Outcome, ProjectCommit, Submission } from './submission.ts';
import { type Companions, writeStatements, writtenVersion } from './write-statements.ts';

const COMMIT: Statement = { name: 'ledger_commit', text: 'commit', values: [] };

export interface Applied {
  /** One for each submission, in the same order; null for one that has not been applied yet. */
  readonly outcomes: readonly (Outcome | null)[];
  readonly commits: readonly ProjectCommit[];
}

export interface LedgerStoreOptions extends Companions {
  /** Is asked once for each decision of a batch. */
  readonly moment: () => Moment;
  /** Shared by the stores of one process. */
  readonly accounts: RememberedAccounts;
}

export class LedgerStore {
  readonly #connection: PipelineConnection;
  readonly #options: LedgerStoreOptions;

  constructor(connection: PipelineConnection, options: LedgerStoreOptions) {
    this.#connection = connection;
    this.#options = options;
  }

  /**
   * Applies the postings, those of one project in their order, in one database transaction: all that is accepted is
   * committed together. Where most of them can do without being read (see `recalled.ts`), only these are applied, and the
   * others are left for another call. Throws when the transaction did not come about or when that is not known (see
   * `failureKind`). One batch at a time.
   */
  async apply(submissions: readonly Submission[]): Promise<Applied> {
    const { accounts, moment } = this.#options;
    if (!this.#connection.isOpen) accounts.forgetAll();
    const recalled = decideRecalled(submissions, accounts, moment());
    const isWorth = recalled !== null && 2 * recalled.outcomes.size > submissions.length;
    if (!isWorth || !(await this.#applyRecalled(recalled))) return this.#applyRead(submissions);
    return {
      outcomes: submissions.map((submission) => recalled.outcomes.get(submission) ?? null),
      commits: recalled.batch.commits(),
    };
  }

  close(): Promise<void> {
    return this.#connection.reset();
  }

  /** In one round trip. False where nothing was written: somebody else has, a key was used before, or a posting is at fault. */
  async #applyRecalled(recalled: Recalled): Promise<boolean> {
    try {
      await this.#write(recalled.batch, [BEGIN, ...guards(recalled)]);
      return true;
    } catch (error) {
      await this.#rollBack(error);
      if (failureKind(error) === 'unknown') throw error;
      return false;
    }
  }

  /** In two round trips. */
  async #applyRead(submissions: readonly Submission[]): Promise<Applied> {
    try {
      const loaded = await load(this.#connection, submissions);
      this.#options.accounts.compare(loaded.versions);
      const batch = new Batch(loaded);
      const moment = this.#options.moment();
      const outcomes = groupsOf(submissions).flatMap((group) => batch.decideGroup(group, moment));
      await this.#write(batch, []);
      return { outcomes, commits: [...batch.recoveries(), ...batch.commits()] };
    } catch (error) {
      await this.#rollBack(error);
      throw error;
    }
  }

  async #write(batch: Batch, before: readonly Statement[]): Promise<void> {
    const written = batch.touched().length > 0 ? writeStatements(batch, this.#options) : [];
    const statements = [...before, ...written, COMMIT];
    const answers = await this.#connection.run(statements);
    const command = answers.at(-1)?.command;
    if (command !== 'COMMIT') throw new ConnectionLostError(`the commit was answered with ${command}`);
    if (written.length === 0) return;
    const version = writtenVersion(statements, answers);
    this.#options.accounts.remember(batch.changedAccounts().map((account) => ({ ...account, version })));
  }

  async #rollBack(error: unknown): Promise<void> {
    if (failureKind(error) === 'unknown') {
      this.#options.accounts.forgetAll();
      return this.#connection.reset();
    }
    try {
      await this.#connection.run([{ name: 'ledger_rollback', text: 'rollback', values: [] }]);
    } catch {
      await this.#connection.reset();
    }
  }
}

/** Neighbours of one group together, every other submission for itself. */
function groupsOf(submissions: readonly Submission[]): Submission[][] {
  const groups: Submission[][] = [];
  for (const submission of submissions) {
    const last = groups.at(-1);
    if (last && submission.group !== undefined && last[0]?.group === submission.group) last.push(submission);
    else groups.push([submission]);
  }
  return groups;
}
