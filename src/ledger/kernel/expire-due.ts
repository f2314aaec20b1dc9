import type { Instant } from '../../instant.ts';
import { BLANK_DRAFT } from './account.ts';
import { addEntry, type Change } from './change.ts';
import { compareDrawOrder, hasExpired } from './grant.ts';

/** Who is said to have written the lines that no person asked for. */
export const SYSTEM_ACTOR = 'system';

/**
 * Empties every grant whose expiry has come, one line each, dated at the expiry itself.
 */
export function expireDue(before: Change, now: Instant): Change {
  const due = before.account.grants
    .filter((grant) => hasExpired(grant, now))
    .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || compareDrawOrder(a, b));
  let change = before;
  for (const grant of due) {
    const draft = {
      ...BLANK_DRAFT,
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
