import type { Instant } from '../../instant.ts';
import { BLANK_DRAFT } from './account.ts';
import { addEntry, type Change } from './change.ts';
import type { Grant } from './grant.ts';
import type { Refusal, RevokePosting } from './posting.ts';

/**
 * Takes back what is left of a grant. One of which nothing is left is marked all the same, without a line: what comes back
 * to it by a refund is taken back too (`decideRefund`). To revoke again changes nothing.
 */
export function decideRevoke(
  settled: Change,
  posting: RevokePosting,
  { now, grant }: { now: Instant; grant: Grant | null },
): Change | Refusal {
  if (!grant) return { reason: 'grant-not-found' };
  if (grant.revokedAt !== null) return settled;
  // What had expired has just been emptied, and is no longer among the account's grants.
  const left = settled.account.grants.find(({ id }) => id === grant.id)?.remaining ?? 0;
  const { actor, note, key } = posting;
  const revoked = { ...grant, remaining: left, revokedAt: now };
  if (left === 0) return { ...settled, grants: [...settled.grants, revoked] };
  return takeBack(settled, revoked, { actor, note, key }, now);
}

/** Empties a revoked grant, by a line of its own. */
export function takeBack(
  change: Change,
  revoked: Grant,
  { actor, note, key }: Pick<RevokePosting, 'actor' | 'note' | 'key'>,
  now: Instant,
): Change {
  const draft = {
    ...BLANK_DRAFT,
    kind: 'REVOCATION' as const,
    amount: -revoked.remaining,
    grantId: revoked.id,
    draws: [{ grantId: revoked.id, credits: revoked.remaining }],
    actor,
    note,
    key,
  };
  return addEntry(change, { draft, grants: [{ ...revoked, remaining: 0 }] }, now);
}
