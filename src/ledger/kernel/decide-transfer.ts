import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import { BLANK_DRAFT } from './account.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import { drawFrom } from './draw-from.ts';
import type { EntryPosition } from './entry.ts';
import type { Draw, Grant } from './grant.ts';
import type { Refusal, TransferPosting } from './posting.ts';

/**
 * Moves credits from one account to another, one line on each side: what is drawn from a grant arrives as a grant of its
 * own, of the same priority and expiry. Both accounts have been settled at the same instant, so that nothing arrives that
 * has expired on either side. Credits of a cap are counted where they are charged: no cap moves.
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
  const arrived = draws.map((draw, place) =>
    arrival(drawn[place], draw, newGrantId(), incoming.sequence, posting, now),
  );
  const { actor, note, key } = posting;
  const sent = { ...BLANK_DRAFT, kind: 'TRANSFER_OUT' as const, amount: -posting.credits, draws, actor, note, key };
  const received = {
    ...BLANK_DRAFT,
    kind: 'TRANSFER_IN' as const,
    amount: posting.credits,
    draws: arrived.map(({ id: grantId, credits }) => ({ grantId, credits })),
    actor,
    note,
  };
  return {
    ...addEntry(sender, { draft: { ...sent, counterpart: incoming }, grants: drawn }, now),
    receiver: addEntry(receiver, { draft: { ...received, counterpart: outgoing }, grants: arrived }, now),
  };
}

function arrival(
  origin: Grant | undefined,
  { credits }: Draw,
  id: GrantId,
  sequence: number,
  { note }: TransferPosting,
  createdAt: Instant,
): Grant {
  if (!origin) throw new Error('a draw has no grant'); // drawFrom makes one for each
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
