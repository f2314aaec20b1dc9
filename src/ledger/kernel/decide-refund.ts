import type { GrantId } from '../../ids.ts';
import { DAY_MS, type Instant } from '../../instant.ts';
import { appendEntry, DRAFT_DEFAULTS } from './account.ts';
import { type Cap, capAt, refundToCap } from './cap.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import { revokeCredits } from './decide-revoke.ts';
import type { LedgerEntry } from './entry.ts';
import { SYSTEM_ACTOR } from './expire-due.ts';
import { type Draw, type Grant, hasExpired } from './grant.ts';
import type { RefundPosting, Refusal } from './posting.ts';
import { usageOfRefund } from './usage.ts';

/** The lifetime of refunded credits whose original grant has expired. */
export const RETURNED_GRANT_LIFE_MS = 7 * DAY_MS;

/** A charge to refund, and the current state of the grants that it drew on. */
export interface RefundableCharge {
  readonly entry: LedgerEntry;
  readonly drawnGrants: ReadonlyMap<GrantId, Grant>;
  /** The current state of the cap that the charge counted against. */
  readonly cap: Cap | null;
}

/**
 * Returns a charge to the grants that it drew on. The part of a grant that has expired is returned as a new grant of the
 * same priority and source that expires after seven days. The part of a revoked grant is returned and removed at once by a
 * REVOCATION entry: the refund covers the whole charge, and revoked credits cannot be spent. Archived projects are
 * refunded too.
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
    ...DRAFT_DEFAULTS,
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
  const position = appendEntry(settled.account, draft, now).entry;
  const changed = new Map<GrantId, Grant>();
  for (const draw of entry.draws) {
    const origin = changed.get(draw.grantId) ?? charge.drawnGrants.get(draw.grantId);
    if (!origin) throw new Error(`charge ${entry.sequence} drew on a grant that does not exist: ${draw.grantId}`);
    const isReplaced = origin.revokedAt === null && hasExpired(origin, position.createdAt);
    const grant = isReplaced
      ? returnedGrant(origin, draw.credits, position, newGrantId())
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
    .reduce(
      (before, grant) => revokeCredits(before, { grant, credits: grant.remaining }, RETURNED_TO_REVOKED, now),
      refunded,
    );
  return charge.cap === null
    ? change
    : { ...change, cap: refundToCap(capAt(charge.cap, now), credits, entry.createdAt) };
}

const RETURNED_TO_REVOKED = { actor: SYSTEM_ACTOR, note: 'The grant had been revoked before the refund.', key: null };

function returnedGrant(origin: Grant, credits: number, position: LedgerEntry, id: GrantId): Grant {
  return {
    ...origin,
    id,
    credits,
    remaining: credits,
    expiresAt: position.createdAt + RETURNED_GRANT_LIFE_MS,
    sequence: position.sequence,
    createdAt: position.createdAt,
    allowanceAt: null,
  };
}
