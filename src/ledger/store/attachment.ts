import type { Statement } from '../../database/statement.ts';
import type { LedgerEntry } from '../kernel/entry.ts';

/**
 * Writes rows that are committed together with postings, such as an action and its job. The ledger does not know what they
 * are: it calls each writer once per transaction, with all of its rows.
 */
export interface Writer<Row> {
  /** Used in error messages. */
  readonly name: string;
  /**
   * A statement that returns, as `ord`, the 1-based indexes of the rows whose precondition holds, and locks what it reads.
   * It runs after the projects have been locked. The postings of the other rows are refused.
   */
  readonly precondition?: (rows: readonly Row[]) => Statement;
  /**
   * A statement that fails if the precondition of any row does not hold. For preconditions that nearly always hold: their
   * postings can be decided without a read (see `optimistic-batch.ts`).
   */
  readonly assertion?: (rows: readonly Row[]) => Statement;
  /** Writes the rows of the postings that were accepted, not replayed. */
  readonly statements: (accepted: readonly { readonly row: Row; readonly entry: LedgerEntry }[]) => Statement[];
  /** The same for postings that take effect without an entry. Required if the writer's postings can do so. */
  readonly statementsWithoutEntry?: (rows: readonly Row[]) => Statement[];
}

/** A row and its writer. Created by `attach`. */
export interface Attachment {
  readonly writer: Writer<unknown>;
  readonly row: unknown;
}

export function attach<Row>(writer: Writer<Row>, row: Row): Attachment {
  return { writer: writer as Writer<unknown>, row }; // a writer only receives rows that were attached with it
}
