import type { Instant } from '../../instant.ts';
import { DRAFT_DEFAULTS } from './account.ts';
import { addEntry, type Change } from './change.ts';
import type { Grant } from './grant.ts';
import type { Refusal, RevokePosting } from './posting.ts';

/**
 * Revokes what is left of a grant. An empty grant is marked as revoked too, without an entry, so that credits refunded to it
 * later are removed (`decideRefund`). Revoking a revoked grant changes nothing.
 */
export function decideRevoke(
  settled: Change,
  posting: RevokePosting,
  { now, grant }: { now: Instant; grant: Grant | null },
): Change | Refusal {
  if (!grant) return { reason: 'grant-not-found' };
  if (grant.revokedAt !== null) return settled;
  // An expired grant was emptied by settling and is no longer among the account's grants.
  const left = settled.account.grants.find(({ id }) => id === grant.id)?.remaining ?? 0;
  const { actor, note, key } = posting;
  const revoked = { ...grant, remaining: left, revokedAt: now };
  if (left === 0) return { ...settled, grants: [...settled.grants, revoked] };
  return emptyRevoked(settled, revoked, { actor, note, key }, now);
}

/** Empties a revoked grant with a REVOCATION entry. */
export function emptyRevoked(
  change: Change,
  revoked: Grant,
  { actor, note, key }: Pick<RevokePosting, 'actor' | 'note' | 'key'>,
  now: Instant,
): Change {
  const draft = {
    ...DRAFT_DEFAULTS,
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
