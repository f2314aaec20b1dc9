import type { Instant } from '../../instant.ts';
import { DRAFT_DEFAULTS } from './account.ts';
import { addEntry, type Change } from './change.ts';
import { compareDrawOrder, hasExpired } from './grant.ts';

/** The actor of entries that no caller requested. */
export const SYSTEM_ACTOR = 'system';

/**
 * Empties every expired grant with one entry each, dated at its expiry.
 */
export function expireDue(before: Change, now: Instant): Change {
  const due = before.account.grants
    .filter((grant) => hasExpired(grant, now))
    .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || compareDrawOrder(a, b));
  let change = before;
  for (const grant of due) {
    const draft = {
      ...DRAFT_DEFAULTS,
      kind: 'EXPIRY' as const,
      amount: -grant.remaining,
      grantId: grant.id,
      draws: [{ grantId: grant.id, credits: grant.remaining }],
      actor: SYSTEM_ACTOR,
    };
    change = addEntry(change, { draft, grants: [{ ...grant, remaining: 0 }] }, grant.expiresAt ?? now);
  }
  return change;
}
