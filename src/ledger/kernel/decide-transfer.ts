import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { DRAFT_DEFAULTS } from './account.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import { drawFrom } from './draw-from.ts';
import type { EntryPosition } from './entry.ts';
import type { Draw, Grant } from './grant.ts';
import type { Refusal, TransferPosting } from './posting.ts';

/**
 * Moves credits from one account to another, with one entry on each side. Each draw on a grant of the sender becomes a
 * grant of the receiver with the same priority and expiry. Both accounts were settled at the same instant, so no expired
 * credits are moved. Caps count charges only, so no cap changes.
 */
export function decideTransfer(
  sender: Change,
  receiver: Change,
  posting: TransferPosting,
  { now, newGrantId }: { now: Instant; newGrantId: () => GrantId },
): Change | Refusal {
  const [from, to] = [sender.account, receiver.account];
  const archivedAt = from.archivedAt ?? to.archivedAt;
  if (archivedAt !== null) return { reason: 'project-archived', archivedAt };
  if (to.balance + posting.credits > BALANCE_LIMIT) {
    return { reason: 'balance-limit', available: to.balance, limit: BALANCE_LIMIT };
  }
  if (from.balance < posting.credits) {
    return { reason: 'insufficient-credits', required: posting.credits, available: from.balance };
  }
  const outgoing: EntryPosition = { projectId: from.projectId, sequence: from.sequence + 1 };
  const incoming: EntryPosition = { projectId: to.projectId, sequence: to.sequence + 1 };
  const { draws, drawn } = drawFrom(from.grants, posting.credits);
  const receivedGrants = draws.map((draw, index) =>
    receivedGrant(drawn[index], draw, newGrantId(), incoming.sequence, posting, now),
  );
  const { actor, note, key } = posting;
  const sent = { ...DRAFT_DEFAULTS, kind: 'TRANSFER_OUT' as const, amount: -posting.credits, draws, actor, note, key };
  const received = {
    ...DRAFT_DEFAULTS,
    kind: 'TRANSFER_IN' as const,
    amount: posting.credits,
    draws: receivedGrants.map(({ id: grantId, credits }) => ({ grantId, credits })),
    actor,
    note,
  };
  return {
    ...addEntry(sender, { draft: { ...sent, counterpart: incoming }, grants: drawn }, now),
    receiver: addEntry(receiver, { draft: { ...received, counterpart: outgoing }, grants: receivedGrants }, now),
  };
}

function receivedGrant(
  origin: Grant | undefined,
  { credits }: Draw,
  id: GrantId,
  sequence: number,
  { note }: TransferPosting,
  createdAt: Instant,
): Grant {
  if (!origin) throw new Error('a draw has no grant'); // drawFrom returns one for each draw
  return {
    ...origin,
    id,
    source: 'TRANSFER',
    credits,
    remaining: credits,
    note,
    sequence,
    createdAt,
    allowanceAt: null,
  };
}
