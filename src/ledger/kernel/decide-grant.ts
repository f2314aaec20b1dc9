import type { Instant } from '../../instant.ts';
import { appendEntry, DRAFT_DEFAULTS } from './account.ts';
import { addEntry, type Change } from './change.ts';
import type { Grant } from './grant.ts';
import type { GrantPosting, Refusal } from './posting.ts';

/**
 * The highest balance that a grant, a transfer or a refund by hand may reach. The API's integers end at 2,147,483,647; the
 * difference is reserved for automatic refunds, which are never refused.
 */
export const BALANCE_LIMIT = 2_000_000_000;

/** Adds credits as a new grant. */
export function decideGrant(settled: Change, posting: GrantPosting, now: Instant): Change | Refusal {
  const { account } = settled;
  if (account.archivedAt !== null) return { reason: 'project-archived', archivedAt: account.archivedAt };
  if (posting.expiresAt !== null && posting.expiresAt <= now) return { reason: 'expiry-not-in-future', now };
  if (account.balance + posting.credits > BALANCE_LIMIT) {
    return { reason: 'balance-limit', available: account.balance, limit: BALANCE_LIMIT };
  }
  const draft = {
    ...DRAFT_DEFAULTS,
    kind: 'GRANT' as const,
    amount: posting.credits,
    grantId: posting.grantId,
    actor: posting.actor,
    note: posting.note,
    key: posting.key,
  };
  const { entry } = appendEntry(account, draft, now);
  const grant: Grant = {
    id: posting.grantId,
    source: posting.source,
    credits: posting.credits,
    remaining: posting.credits,
    priority: posting.priority,
    expiresAt: posting.expiresAt,
    note: posting.note,
    sequence: entry.sequence,
    createdAt: entry.createdAt,
    allowanceAt: null,
    revokedAt: null,
  };
  return addEntry(settled, { draft, grants: [grant] }, now);
}
