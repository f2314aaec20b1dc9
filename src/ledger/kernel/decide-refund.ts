import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { appendEntry } from './account.ts';
import { type Cap, capAt, giveBackToCap } from './cap.ts';
import { addEntry, type Change } from './change.ts';
import type { LedgerEntry } from './entry.ts';
import { type Draw, type Grant, hasExpired } from './grant.ts';
import type { RefundPosting } from './posting.ts';
import { usageOfRefund } from './usage.ts';

/** How long credits live that come back to a grant which has expired since. */
export const RETURNED_GRANT_LIFE_MS = 7 * 24 * 60 * 60 * 1000; // 7 days

/** A charge that is to be given back, and the grants that it drew on, as they are now. */
export interface RefundableCharge {
  readonly entry: LedgerEntry;
  readonly drawnGrants: ReadonlyMap<GrantId, Grant>;
  /** The cap that it counted against, as it is now. */
  readonly cap: Cap | null;
}

/**
 * Gives a charge back to the grants that it drew on. Where one has expired since, its part comes back as a new grant of
 * the same priority and source that lives seven more days. It is never refused for want of anything: not on an
 * archived project, and not above the balance limit.
 */
export function decideRefund(
  settled: Change,
  posting: RefundPosting,
  charge: RefundableCharge,
  { now, newGrantId }: { now: Instant; newGrantId: () => GrantId },
): Change {
  const { entry } = charge;
  const credits = 0 - entry.amount; // 0 - 0 is 0, whereas -0 would not be
  const draft = {
    kind: 'REFUND' as const,
    amount: credits,
    actionId: entry.actionId,
    actionKind: entry.actionKind,
    grantId: null,
    draws: [] as Draw[],
    refundOf: entry.sequence,
    actor: posting.actor,
    note: posting.note,
    capKeyId: entry.capKeyId,
    key: posting.key,
  };
  const place = appendEntry(settled.account, draft, now).entry;
  const changed = new Map<GrantId, Grant>();
  for (const draw of entry.draws) {
    const origin = changed.get(draw.grantId) ?? charge.drawnGrants.get(draw.grantId);
    if (!origin) throw new Error(`charge ${entry.sequence} drew on a grant that does not exist: ${draw.grantId}`);
    const grant = hasExpired(origin, place.createdAt)
      ? returnedGrant(origin, draw.credits, place, newGrantId())
      : { ...origin, remaining: origin.remaining + draw.credits };
    changed.set(grant.id, grant);
    draft.draws.push({ grantId: grant.id, credits: draw.credits });
  }
  const { actionKind } = entry;
  const usage = actionKind === null ? undefined : () => usageOfRefund(entry.createdAt, actionKind, credits);
  const change = addEntry(settled, { draft, grants: [...changed.values()], usage }, now);
  return charge.cap === null
    ? change
    : { ...change, cap: giveBackToCap(capAt(charge.cap, now), credits, entry.createdAt) };
}

function returnedGrant(origin: Grant, credits: number, place: LedgerEntry, id: GrantId): Grant {
  return {
    ...origin,
    id,
    credits,
    remaining: credits,
    expiresAt: place.createdAt + RETURNED_GRANT_LIFE_MS,
    sequence: place.sequence,
    createdAt: place.createdAt,
  };
}
