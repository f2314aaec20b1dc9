import type { Instant } from '../../instant.ts';
import { type Account, appendEntry, type EntryDraft, withGrants } from './account.ts';
import type { Cap } from './cap.ts';
import type { LedgerEntry } from './entry.ts';
import type { Grant } from './grant.ts';
import type { UsageChange } from './usage.ts';

/** What one posting does to one account: everything here is written, or nothing of it. */
export interface Change {
  /** The account afterwards. */
  readonly account: Account;
  /** The new lines, in order. */
  readonly entries: readonly LedgerEntry[];
  /** Every grant that was made or whose `remaining` moved, in its new state. */
  readonly grants: readonly Grant[];
  readonly usage: readonly UsageChange[];
  /** The cap that it counts against, as it is afterwards; null where none has moved. */
  readonly cap: Cap | null;
  /** What a transfer does to the account that receives it. */
  readonly receiver: Change | null;
}

export function nothing(account: Account): Change {
  return { account, entries: [], grants: [], usage: [], cap: null, receiver: null };
}

/** Adds one line, and the grants as it leaves them, to what has changed so far. */
export function addEntry(
  change: Change,
  {
    draft,
    grants,
    usage,
  }: { draft: EntryDraft; grants: readonly Grant[]; usage?: (entry: LedgerEntry) => UsageChange },
  now: Instant,
): Change {
  const { account, entry } = appendEntry(change.account, draft, now);
  return {
    account: withGrants(account, grants),
    entries: [...change.entries, entry],
    grants: [...change.grants, ...grants],
    usage: usage ? [...change.usage, usage(entry)] : change.usage,
    cap: change.cap,
    receiver: change.receiver,
  };
}
