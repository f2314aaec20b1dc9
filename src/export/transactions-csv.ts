import type { ActionId, ApiKeyId, ProjectId } from '../ids.ts';
import type { LedgerHistory } from '../ledger/ledger-history.ts';
import type { EntryPosition, LedgerEntry } from '../ledger/kernel/entry.ts';
import type { EntryFilter } from '../ledger/queries/entries.ts';
import { csvRecord } from '../csv-record.ts';

/** The number of transactions that are in memory at once. */
const PAGE_LINES = 500; // 100 to 500 kB

/** Without it, spreadsheets read the file in a regional encoding instead of UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

const COLUMNS = [
  'time',
  'kind',
  'action',
  'amount',
  'balance_after',
  'actor',
  'note',
  'sequence',
  'transaction_id',
  'action_id',
  'api_key_id',
] as const;

/** Which lines a file contains. */
export interface TransactionsRequest {
  readonly projectId: ProjectId;
  /** The newest line when the URL was created. Later lines are not in the file, whenever it is downloaded. */
  readonly through: number;
  readonly filter: EntryFilter;
}

/** Encodes ids as the API does. */
export interface WriteIds {
  readonly transaction: (position: EntryPosition) => string;
  readonly action: (id: ActionId) => string;
  readonly apiKey: (id: ApiKeyId) => string;
}

/** The lines as CSV, newest first. A page is read when the reader has consumed the one before. */
export async function* transactionsCsv(
  history: Pick<LedgerHistory, 'entryPage'>,
  { projectId, through, filter }: TransactionsRequest,
  writeIds: WriteIds,
): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvRecord(COLUMNS);
  let after = through + 1;
  for (;;) {
    const page = { projectId, limit: PAGE_LINES, after, before: null, isBackward: false };
    const found = await history.entryPage({ ...page, ...filter });
    const entries = found.slice(0, PAGE_LINES);
    if (entries.length > 0) yield entries.map((entry) => recordOf(entry, writeIds)).join('');
    if (found.length <= PAGE_LINES) return;
    after = entries.at(-1)?.sequence ?? 0;
  }
}

function recordOf(entry: LedgerEntry, writeIds: WriteIds): string {
  return csvRecord([
    new Date(entry.createdAt).toISOString(),
    entry.kind,
    entry.actionKind,
    entry.amount,
    entry.balanceAfter,
    entry.actor,
    entry.note,
    entry.sequence,
    writeIds.transaction(entry),
    entry.actionId && writeIds.action(entry.actionId),
    entry.keyId && writeIds.apiKey(entry.keyId),
  ]);
}
