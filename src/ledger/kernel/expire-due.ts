import type { Instant } from '../../instant.ts';
import { type Account, BLANK_DRAFT } from './account.ts';
import { addEntry, type Change, nothing } from './change.ts';
import { compareDrawOrder, hasExpired } from './grant.ts';

/** Who is said to have written the lines that no person asked for. */
export const SYSTEM_ACTOR = 'system';

/**
 * Empties every grant whose expiry has come, one line each, dated at the expiry itself. It is run before every
 * decision, so no expired credit can be spent, and no clockwork decides anything.
 */
export function expireDue(account: Account, now: Instant): Change {
  const due = account.grants
    .filter((grant) => hasExpired(grant, now))
    .toSorted((a, b) => (a.expiresAt ?? 0) - (b.expiresAt ?? 0) || compareDrawOrder(a, b));
  let change = nothing(account);
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
