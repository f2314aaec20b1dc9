import { overRows } from './over-rows.ts';
import type { Statement } from './statement.ts';
import type { ProjectId } from '../ids.ts';

/** The entries that a transaction has written to a project, first and last sequence included. */
export interface EntryRange {
  readonly projectId: ProjectId;
  readonly firstSequence: number;
  readonly lastSequence: number;
}

/** Builds the statements that record, in the same transaction, the new entries of each project. */
export type EntryStatements = (written: readonly EntryRange[]) => Statement[];

/** One statement over all ranges, none where there is none. `textOf` gets a FROM item with the columns of a range. */
export function overEntryRanges(name: string, textOf: (ranges: string) => string): EntryStatements {
  const statement = overRows<EntryRange>(
    name,
    {
      project_id: ['uuid', ({ projectId }) => projectId],
      first_sequence: ['int', ({ firstSequence }) => firstSequence],
      last_sequence: ['int', ({ lastSequence }) => lastSequence],
    },
    textOf,
  );
  return (written) => (written.length === 0 ? [] : [statement(written)]);
}
