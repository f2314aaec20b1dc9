import type { Statement } from '../../database/statement.ts';
import type { LedgerEntry } from '../kernel/entry.ts';

/**
 * What belongs to a posting and is committed with it or not at all, such as an action and its job. The ledger does not
 * know what it is: it gives each writer all of its rows once, inside the transaction.
 */
export interface Writer<Row> {
  /** For messages. */
  readonly name: string;
  /**
   * A statement that returns, as `ord`, the 1-based places of the rows of which the precondition holds; it locks what it
   * looks at. It runs after the projects have been locked. The postings of the other rows are refused.
   */
  readonly precondition?: (rows: readonly Row[]) => Statement;
  /**
   * A statement that fails where the precondition does not hold of all of the rows. For one that nearly always holds: its
   * postings are then decided without being read first (see `recalled.ts`).
   */
  readonly assertion?: (rows: readonly Row[]) => Statement;
  /** Writes what belongs to the postings that were accepted for the first time. */
  readonly statements: (accepted: readonly { readonly row: Row; readonly entry: LedgerEntry }[]) => Statement[];
  /** The same for postings that do their work without a line; they need it. */
  readonly lineless?: (rows: readonly Row[]) => Statement[];
}

/** A row and the writer that writes many such rows at once. Made by `attach`. */
export interface Attachment {
  readonly writer: Writer<unknown>;
  readonly row: unknown;
}

export function attach<Row>(writer: Writer<Row>, row: Row): Attachment {
  return { writer: writer as Writer<unknown>, row }; // a writer is only ever given rows that were attached with it
}
