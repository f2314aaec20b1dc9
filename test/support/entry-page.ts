import type { LedgerHistory } from '../../src/ledger/ledger-history.ts';

type EntryPage = Parameters<LedgerHistory['entryPage']>[0];

/** The newest entries of a project, of every kind, actor and time. */
export const NEWEST_ENTRIES: Omit<EntryPage, 'projectId'> = {
  limit: 200,
  after: null,
  before: null,
  isBackward: false,
  kinds: null,
  actionKinds: null,
  actors: null,
  from: null,
  to: null,
};
