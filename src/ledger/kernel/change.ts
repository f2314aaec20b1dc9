import type { Instant } from '../../instant.ts';
import { type Account, appendEntry, type EntryDraft, withGrants } from './account.ts';
import type { Cap } from './cap.ts';
import type { LedgerEntry } from './entry.ts';
import type { Grant } from './grant.ts';
import type { UsageChange } from './usage.ts';

/** The effect of one posting on one account. All of it is written, or none. */
export interface Change {
  /** The account afterwards. */
  readonly account: Account;
  /** The new entries, in order. */
  readonly entries: readonly LedgerEntry[];
  /** Every grant that was created or changed, in its new state. */
  readonly grants: readonly Grant[];
  readonly usage: readonly UsageChange[];
  /** The new state of the cap that changed; null where none did. */
  readonly cap: Cap | null;
  /** For a transfer: the effect on the receiving account. */
  readonly receiver: Change | null;
}

export function noChange(account: Account): Change {
  return { account, entries: [], grants: [], usage: [], cap: null, receiver: null };
}

/** Adds one entry, and the new state of the grants that it affects, to a change. */
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
