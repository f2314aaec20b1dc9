/**
 * Truth stays in the database: row locks and unique constraints. The store adds two round trips around the kernel's
 * decisions, one to lock and read, one to write and commit; several stores, in one process or many, may work on the same
 * projects at once.
 */
import { ConnectionLostError, failureKind } from '../../database/failure.ts';
import type { PipelineConnection } from '../../database/pipeline.ts';
import type { Moment } from '../kernel/decide.ts';
import { Batch } from './batch.ts';
import { load } from './load.ts';
import type { Outcome, ProjectCommit, Submission } from './submission.ts';
import { type SettlingJobs, writeStatements } from './write.ts';

export interface Applied {
  /** One for each submission, in the same order. */
  readonly outcomes: readonly Outcome[];
  readonly commits: readonly ProjectCommit[];
}

export class LedgerStore {
  readonly #connection: PipelineConnection;
  readonly #moment: () => Moment;
  readonly #settlingJobs: SettlingJobs;

  /** `moment` is asked once a batch, after its projects have been locked. */
  constructor(
    connection: PipelineConnection,
    { moment, settlingJobs }: { moment: () => Moment; settlingJobs: SettlingJobs },
  ) {
    this.#connection = connection;
    this.#moment = moment;
    this.#settlingJobs = settlingJobs;
  }

  /**
   * Applies the postings in their order in one database transaction: all that is accepted is committed together.
   * Throws when the transaction did not come about or when that is not known (see `failureKind`). One batch at a time.
   */
  async apply(submissions: readonly Submission[]): Promise<Applied> {
    try {
      const batch = new Batch(await load(this.#connection, submissions));
      const moment = this.#moment();
      const outcomes = submissions.map((submission) => batch.decide(submission, moment));
      await this.#write(batch);
      return { outcomes, commits: [...batch.recoveries(), ...batch.commits()] };
    } catch (error) {
      await this.#rollBack(error);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#connection.reset();
  }

  async #write(batch: Batch): Promise<void> {
    const statements = batch.entries.length > 0 ? writeStatements(batch, this.#settlingJobs) : [];
    const answers = await this.#connection.run([...statements, { name: 'ledger_commit', text: 'commit', values: [] }]);
    const command = answers.at(-1)?.command;
    if (command !== 'COMMIT') throw new ConnectionLostError(`the commit was answered with ${command}`);
  }

  async #rollBack(error: unknown): Promise<void> {
    if (failureKind(error) === 'unknown') return this.#connection.reset();
    try {
      await this.#connection.run([{ name: 'ledger_rollback', text: 'rollback', values: [] }]);
    } catch {
      await this.#connection.reset();
    }
  }
}
