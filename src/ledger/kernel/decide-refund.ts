import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { appendEntry, BLANK_DRAFT } from './account.ts';
import { type Cap, capAt, giveBackToCap } from './cap.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import { takeBack } from './decide-revoke.ts';
import type { LedgerEntry } from './entry.ts';
import { SYSTEM_ACTOR } from './expire-due.ts';
import { type Draw, type Grant, hasExpired } from './grant.ts';
import type { RefundPosting, Refusal } from './posting.ts';
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
 * the same priority and source that lives seven more days. Where one has been revoked, its part comes back to it and is
 * taken back at once, by a REVOCATION of the same instant: the refund is whole, and nobody can spend what was taken back.
 * An archived project is given back to as well.
 */
export function decideRefund(
  settled: Change,
  posting: RefundPosting,
  charge: RefundableCharge,
  { now, newGrantId }: { now: Instant; newGrantId: () => GrantId },
): Change | Refusal {
  const { entry } = charge;
  const { balance } = settled.account;
  const credits = 0 - entry.amount; // 0 - 0 is 0, whereas -0 would not be
  if (!posting.mayExceedLimit && balance + credits > BALANCE_LIMIT) {
    return { reason: 'balance-limit', available: balance, limit: BALANCE_LIMIT };
  }
  const draft = {
    ...BLANK_DRAFT,
    kind: 'REFUND' as const,
    amount: credits,
    actionId: entry.actionId,
    actionKind: entry.actionKind,
    draws: [] as Draw[],
    refundOf: entry.sequence,
    actor: posting.actor,
    note: posting.note,
    keyId: entry.keyId,
    key: posting.key,
  };
  const place = appendEntry(settled.account, draft, now).entry;
  const changed = new Map<GrantId, Grant>();
  for (const draw of entry.draws) {
    const origin = changed.get(draw.grantId) ?? charge.drawnGrants.get(draw.grantId);
    if (!origin) throw new Error(`charge ${entry.sequence} drew on a grant that does not exist: ${draw.grantId}`);
    const isReplaced = origin.revokedAt === null && hasExpired(origin, place.createdAt);
    const grant = isReplaced
      ? returnedGrant(origin, draw.credits, place, newGrantId())
      : { ...origin, remaining: origin.remaining + draw.credits };
    changed.set(grant.id, grant);
    draft.draws.push({ grantId: grant.id, credits: draw.credits });
  }
  const { actionKind } = entry;
  const usage = actionKind === null ? undefined : () => usageOfRefund(entry, actionKind);
  const grants = [...changed.values()];
  const refunded = addEntry(settled, { draft, grants, usage }, now);
  const change = grants
    .filter(({ revokedAt, remaining }) => revokedAt !== null && remaining > 0)
    .reduce((before, grant) => takeBack(before, grant, RETURNED_TO_REVOKED, now), refunded);
  return charge.cap === null
    ? change
    : { ...change, cap: giveBackToCap(capAt(charge.cap, now), credits, entry.createdAt) };
}

const RETURNED_TO_REVOKED = { actor: SYSTEM_ACTOR, note: 'The grant had been revoked before the refund.', key: null };

function returnedGrant(origin: Grant, credits: number, place: LedgerEntry, id: GrantId): Grant {
  return {
    ...origin,
    id,
    credits,
    remaining: credits,
    expiresAt: place.createdAt + RETURNED_GRANT_LIFE_MS,
    sequence: place.sequence,
    createdAt: place.createdAt,
    allowanceAt: null,
  };
}
