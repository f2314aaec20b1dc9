import type { Instant } from '../../instant.ts';
import { appendEntry, DRAFT_DEFAULTS, withGrants } from './account.ts';
import type { Change } from './change.ts';
import type { LedgerEntry } from './entry.ts';
import { compareDrawOrder, hasExpired } from './grant.ts';

/** The actor of entries that no caller requested. */
export const SYSTEM_ACTOR = 'system';

/**
 * Empties expired grants, at most `entriesMax` of them, the earliest first, with one entry each, dated at its expiry.
 */
export function expireDue(before: Change, now: Instant, entriesMax = Infinity): Change {
  const due = before.account.grants
    .filter((grant) => hasExpired(grant, now))
    .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || compareDrawOrder(a, b))
    .slice(0, entriesMax);
  if (due.length === 0) return before;
  let { account } = before;
  const entries: LedgerEntry[] = [];
  for (const grant of due) {
    const draft = {
      ...DRAFT_DEFAULTS,
      kind: 'EXPIRY' as const,
      amount: -grant.remaining,
      grantId: grant.id,
      draws: [{ grantId: grant.id, credits: grant.remaining }],
      actor: SYSTEM_ACTOR,
    };
    const appended = appendEntry(account, draft, grant.expiresAt ?? now);
    account = appended.account;
    entries.push(appended.entry);
  }
  const emptied = due.map((grant) => ({ ...grant, remaining: 0 }));
  return {
    ...before,
    account: withGrants(account, emptied), // once, as thousands may expire at one instant
    entries: [...before.entries, ...entries],
    grants: [...before.grants, ...emptied],
  };
}
