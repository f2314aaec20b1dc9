import type { Instant } from '../../instant.ts';
import { DRAFT_DEFAULTS } from './account.ts';
import { type Cap, capAt } from './cap.ts';
import { addEntry, type Change } from './change.ts';
import { drawFrom } from './draw-from.ts';
import type { LedgerEntry } from './entry.ts';
import type { ChargePosting, Refusal } from './posting.ts';
import { usageOfCharge } from './usage.ts';

/**
 * Debits one accepted action, drawing on the grants in draw order. Refuses with `price-above-max` when the price exceeds
 * `maxCredits`, with `cap-reached` when the charge would exceed the key's cap, and with `insufficient-credits` when the
 * balance is below the price. `settled` is the account after everything due was written.
 */
export function decideCharge(
  settled: Change,
  posting: ChargePosting,
  { now, cap: known }: { now: Instant; cap: Cap | null },
): Change | Refusal {
  const { archivedAt, balance, grants } = settled.account;
  if (archivedAt !== null) return { reason: 'project-archived', archivedAt };
  const { credits, maxCredits } = posting;
  if (maxCredits !== null && credits > maxCredits) return { reason: 'price-above-max', credits, maxCredits };
  const cap = known && capAt(known, now);
  if (cap && cap.spent + posting.credits > cap.credits) return { reason: 'cap-reached', cap };
  if (balance < posting.credits) {
    return { reason: 'insufficient-credits', required: posting.credits, available: balance };
  }
  const { draws, drawn } = drawFrom(grants, posting.credits);
  const draft = {
    ...DRAFT_DEFAULTS,
    kind: 'CHARGE' as const,
    amount: 0 - posting.credits, // 0 - 0 is 0, whereas -0 would not be
    actionId: posting.actionId,
    actionKind: posting.actionKind,
    draws,
    actor: posting.actor,
    note: posting.note,
    keyId: posting.keyId,
    key: posting.key,
  };
  const usage = (entry: LedgerEntry) => usageOfCharge(entry, posting.actionKind);
  const change = addEntry(settled, { draft, grants: drawn, usage }, now);
  return cap ? { ...change, cap: { ...cap, spent: cap.spent + posting.credits } } : change;
}
