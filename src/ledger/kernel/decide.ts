/**
 * The one place that says yes or no. For every posting, in this order:
 *
 *   1. the project is there and is the caller's            else project-not-found
 *   2. the idempotency key is new                          else the first answer again, or idempotency-conflict
 *   3. what has come due by now is written: expiries and allowances
 *   4. the posting's own rules, in the order of `Refusal`
 *   5. from here on it must succeed: lines, grants and usage are made
 *
 * It knows no database, no clock and no randomness: what it needs is handed in, and what it decides is handed back.
 */
import type { Instant } from '../../instant.ts';
import type { Account } from './account.ts';
import type { Cap } from './cap.ts';
import { type Change, nothing } from './change.ts';
import { decideAllowance } from './decide-allowance.ts';
import { decideCharge } from './decide-charge.ts';
import type { LedgerEntry } from './entry.ts';
import { decideGrant } from './decide-grant.ts';
import type { Grant } from './grant.ts';
import type { Moment } from './moment.ts';
import type { Posting, RefundPosting, Refusal, TransferPosting } from './posting.ts';
import { decideRefund, type RefundableCharge } from './decide-refund.ts';
import { decideRevoke } from './decide-revoke.ts';
import { decideTransfer } from './decide-transfer.ts';
import { settleDue } from './settle-due.ts';

/** What the ledger already holds that bears on one posting. */
export interface Memory {
  /** The line that was written under the posting's idempotency key. */
  readonly earlier: LedgerEntry | null;
  /** For a refund: the charge, and the line that has given it back already. */
  readonly charge: RefundableCharge | null;
  readonly refund: LedgerEntry | null;
  /** For a charge: the cap of the key that it is charged through. */
  readonly cap: Cap | null;
  /** For a revocation: the grant. */
  readonly grant: Grant | null;
  /** For a transfer: the account that receives it. */
  readonly receiver: Account | null;
  /** Whether what the posting was made conditional on still holds, as its writer found under the lock. */
  readonly preconditionHolds: boolean;
}

export type Decision =
  | {
      readonly status: 'accepted';
      /** The posting's own line, behind those of what was due; null where it wrote none. */
      readonly entry: LedgerEntry | null;
      readonly change: Change;
      /** Whether the posting has done anything beyond writing what was due. */
      readonly isEffective: boolean;
    }
  /** `ownWork`: the first answer was this very posting's, whose outcome had been lost on the way. */
  | { readonly status: 'replayed'; readonly entry: LedgerEntry; readonly ownWork: boolean }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export function decide(account: Account | null, posting: Posting, memory: Memory, moment: Moment): Decision {
  if (!account || (posting.workspaceId !== null && posting.workspaceId !== account.workspaceId)) {
    return refused({ reason: 'project-not-found' });
  }
  if (memory.earlier) {
    if (memory.earlier.key?.requestHash !== posting.key?.requestHash) {
      return refused({ reason: 'idempotency-conflict', earlier: memory.earlier });
    }
    return { status: 'replayed', entry: memory.earlier, ownWork: isWorkOf(posting, memory.earlier) };
  }
  const now = Math.max(nowFor(account, moment.now), memory.receiver ? nowFor(memory.receiver, moment.now) : moment.now);
  const settled = settleDue(nothing(account), { ...moment, now });
  const decided = decideNew(settled, posting, memory, { ...moment, now });
  if ('reason' in decided) return refused(decided);
  const entry = decided.entries[settled.entries.length] ?? null;
  return { status: 'accepted', entry, change: decided, isEffective: decided !== settled };
}

/**
 * The clocks of several processes may disagree by some milliseconds, so a line is never dated before the one that
 * precedes it: `balanceAt` and every time filter rest on that.
 */
function nowFor(account: Account, now: Instant): Instant {
  return Math.max(now, account.lastEntryAt ?? now);
}

function decideNew(settled: Change, posting: Posting, memory: Memory, moment: Moment): Change | Refusal {
  if (posting.type === 'refund') return decideRefundOnce(settled, posting, memory, moment);
  if (!memory.preconditionHolds) return { reason: 'precondition-failed' };
  switch (posting.type) {
    case 'settle':
      return settled;
    case 'charge':
      return decideCharge(settled, posting, { now: moment.now, cap: memory.cap });
    case 'grant':
      return decideGrant(settled, posting, moment.now);
    case 'revoke':
      return decideRevoke(settled, posting, { now: moment.now, grant: memory.grant });
    case 'transfer':
      return decideTransferBetween(settled, posting, memory, moment);
    case 'allowance':
      return decideAllowance(settled, posting, moment);
  }
}

function decideTransferBetween(
  settled: Change,
  posting: TransferPosting,
  { receiver }: Memory,
  moment: Moment,
): Change | Refusal {
  const { projectId, workspaceId } = settled.account;
  if (!receiver || receiver.workspaceId !== workspaceId || receiver.projectId === projectId) {
    return { reason: 'receiver-not-found' };
  }
  return decideTransfer(settled, settleDue(nothing(receiver), moment), posting, moment);
}

function decideRefundOnce(settled: Change, posting: RefundPosting, memory: Memory, moment: Moment): Change | Refusal {
  if (!memory.charge) return { reason: 'charge-not-found' };
  if (memory.refund) return { reason: 'already-refunded', refund: memory.refund };
  if (!memory.preconditionHolds) return { reason: 'precondition-failed' };
  return decideRefund(settled, posting, memory.charge, moment);
}

function isWorkOf(posting: Posting, entry: LedgerEntry): boolean {
  switch (posting.type) {
    case 'charge':
      return entry.actionId === posting.actionId;
    case 'grant':
      return entry.grantId === posting.grantId;
    case 'refund':
    case 'revoke':
    case 'transfer':
    case 'allowance':
    case 'settle':
      return false;
  }
}

function refused(refusal: Refusal): Decision {
  return { status: 'refused', refusal };
}
