import type { Instant } from '../../instant.ts';
import { DRAFT_DEFAULTS } from './account.ts';
import { addEntry, type Change } from './change.ts';
import type { Grant } from './grant.ts';
import type { Refusal, RevokePosting } from './posting.ts';

/**
 * Revokes what is left of a grant, or a part of it. An empty grant is marked as revoked too, without an entry, so that
 * credits refunded to it later are removed (`decideRefund`). Revoking a revoked grant changes nothing.
 */
export function decideRevoke(
  settled: Change,
  posting: RevokePosting,
  { now, grant }: { now: Instant; grant: Grant | null },
): Change | Refusal {
  if (!grant) return { reason: 'grant-not-found' };
  if (grant.revokedAt !== null) {
    return posting.credits === null ? settled : { ...settled, grants: [...settled.grants, { ...grant, remaining: 0 }] };
  }
  // An expired grant was emptied by settling and is no longer among the account's grants.
  const left = settled.account.grants.find(({ id }) => id === grant.id)?.remaining ?? 0;
  const { actor, note, key } = posting;
  const isWhole = posting.credits === null;
  const before = { ...grant, remaining: left, revokedAt: isWhole ? now : null };
  const taken = Math.min(left, posting.credits ?? left);
  // Counts as effective without an entry: what is attached to the posting must learn that nothing was left.
  if (taken === 0) return { ...settled, grants: [...settled.grants, before] };
  return revokeCredits(settled, { grant: before, credits: taken }, { actor, note, key }, now);
}

/** Removes credits from a grant with a REVOCATION entry. */
export function revokeCredits(
  change: Change,
  { grant, credits }: { readonly grant: Grant; readonly credits: number },
  { actor, note, key }: Pick<RevokePosting, 'actor' | 'note' | 'key'>,
  now: Instant,
): Change {
  const draft = {
    ...DRAFT_DEFAULTS,
    kind: 'REVOCATION' as const,
    amount: -credits,
    grantId: grant.id,
    draws: [{ grantId: grant.id, credits }],
    actor,
    note,
    key,
  };
  return addEntry(change, { draft, grants: [{ ...grant, remaining: grant.remaining - credits }] }, now);
}
