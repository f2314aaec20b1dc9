import type { Instant } from '../../instant.ts';
import { appendEntry, BLANK_DRAFT } from './account.ts';
import { addEntry, type Change } from './change.ts';
import type { Grant } from './grant.ts';
import type { GrantPosting, Refusal } from './posting.ts';

/**
 * The most that a balance may be brought to. The API's integers end at 2,147,483,647; the room above is for the refunds of
 * actions that end without a picture, which are never refused.
 */
export const BALANCE_LIMIT = 2_000_000_000;

/** Brings credits in as a grant of their own. */
export function decideGrant(settled: Change, posting: GrantPosting, now: Instant): Change | Refusal {
  const { account } = settled;
  if (account.archivedAt !== null) return { reason: 'project-archived', archivedAt: account.archivedAt };
  if (posting.expiresAt !== null && posting.expiresAt <= now) return { reason: 'expiry-not-in-future', now };
  if (account.balance + posting.credits > BALANCE_LIMIT) {
    return { reason: 'balance-limit', available: account.balance, limit: BALANCE_LIMIT };
  }
  const draft = {
    ...BLANK_DRAFT,
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
