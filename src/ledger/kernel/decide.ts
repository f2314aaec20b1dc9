/**
 * Accepts or refuses a posting, in these steps:
 *
 *   1. The project must exist and belong to the caller: else project-not-found.
 *   2. The idempotency key must be new: else the stored entry is returned, or idempotency-conflict.
 *   3. Expiries and allowances that are due are written.
 *   4. The rules of the posting's type are checked, in the order of `Refusal`.
 *   5. The entries, grants and usage are built. Nothing can be refused from here on.
 *
 * Pure: it uses no database, clock or randomness.
 */
import type { Instant } from '../../instant.ts';
import type { Account } from './account.ts';
import type { Cap } from './cap.ts';
import { type Change, noChange } from './change.ts';
import { decideAllowance } from './decide-allowance.ts';
import { decideCharge } from './decide-charge.ts';
import type { LedgerEntry } from './entry.ts';
import { decideGrant } from './decide-grant.ts';
import type { Grant } from './grant.ts';
import type { DecisionContext } from './decision-context.ts';
import type { Posting, RefundPosting, Refusal, TransferPosting } from './posting.ts';
import { decideRefund, type RefundableCharge } from './decide-refund.ts';
import { decideRevoke } from './decide-revoke.ts';
import { decideTransfer } from './decide-transfer.ts';
import { settleDue } from './settle-due.ts';

/** What was read from the ledger to decide one posting. */
export interface DecisionInput {
  /** The entry that was written under the posting's idempotency key. */
  readonly earlier: LedgerEntry | null;
  /** For a refund: the charge, and the entry that already refunded it. */
  readonly charge: RefundableCharge | null;
  readonly refund: LedgerEntry | null;
  /** For a charge: the cap of the API key that makes it. */
  readonly cap: Cap | null;
  /** For a revocation: the grant to revoke. */
  readonly grant: Grant | null;
  /** For a transfer: the receiving account. */
  readonly receiver: Account | null;
  /** Whether the precondition of the posting's attachment held when it was checked under the lock. */
  readonly preconditionHolds: boolean;
}

export type Decision =
  | {
      readonly status: 'accepted';
      /** The posting's own entry, which follows the entries that were due; null where it wrote none. */
      readonly entry: LedgerEntry | null;
      readonly change: Change;
      /** Whether the posting itself changed anything, beside what was due. */
      readonly isEffective: boolean;
    }
  /** `isRecovered`: this same posting wrote the entry in an earlier attempt, whose outcome was lost. */
  | { readonly status: 'replayed'; readonly entry: LedgerEntry; readonly isRecovered: boolean }
  | { readonly status: 'refused'; readonly refusal: Refusal };

export function decide(
  account: Account | null,
  posting: Posting,
  input: DecisionInput,
  context: DecisionContext,
): Decision {
  if (!account || (posting.workspaceId !== null && posting.workspaceId !== account.workspaceId)) {
    return refused({ reason: 'project-not-found' });
  }
  if (input.earlier) {
    if (input.earlier.key?.requestHash !== posting.key?.requestHash) {
      return refused({ reason: 'idempotency-conflict', earlier: input.earlier });
    }
    return { status: 'replayed', entry: input.earlier, isRecovered: wasWrittenBy(posting, input.earlier) };
  }
  const now = Math.max(
    nowFor(account, context.now),
    input.receiver ? nowFor(input.receiver, context.now) : context.now,
  );
  const settled = settleDue(noChange(account), { ...context, now });
  const decided = decideNew(settled, posting, input, { ...context, now });
  if ('reason' in decided) return refused(decided);
  const entry = decided.entries[settled.entries.length] ?? null;
  return { status: 'accepted', entry, change: decided, isEffective: decided !== settled };
}

/**
 * The clocks of several processes may differ, so an entry is never dated before the previous one: `balanceAt` and every
 * time filter depend on that.
 */
function nowFor(account: Account, now: Instant): Instant {
  return Math.max(now, account.lastEntryAt ?? now);
}

function decideNew(
  settled: Change,
  posting: Posting,
  input: DecisionInput,
  context: DecisionContext,
): Change | Refusal {
  if (posting.type === 'refund') return decideRefundOnce(settled, posting, input, context);
  if (!input.preconditionHolds) return { reason: 'precondition-failed' };
  switch (posting.type) {
    case 'settle':
      return settled;
    case 'charge':
      return decideCharge(settled, posting, { now: context.now, cap: input.cap });
    case 'grant':
      return decideGrant(settled, posting, context.now);
    case 'revoke':
      return decideRevoke(settled, posting, { now: context.now, grant: input.grant });
    case 'transfer':
      return decideTransferBetween(settled, posting, input, context);
    case 'allowance':
      return decideAllowance(settled, posting, context);
  }
}

function decideTransferBetween(
  settled: Change,
  posting: TransferPosting,
  { receiver }: DecisionInput,
  context: DecisionContext,
): Change | Refusal {
  const { projectId, workspaceId } = settled.account;
  if (!receiver || receiver.workspaceId !== workspaceId || receiver.projectId === projectId) {
    return { reason: 'receiver-not-found' };
  }
  return decideTransfer(settled, settleDue(noChange(receiver), context), posting, context);
}

function decideRefundOnce(
  settled: Change,
  posting: RefundPosting,
  input: DecisionInput,
  context: DecisionContext,
): Change | Refusal {
  if (!input.charge) return { reason: 'charge-not-found' };
  if (input.refund) return { reason: 'already-refunded', refund: input.refund };
  if (!input.preconditionHolds) return { reason: 'precondition-failed' };
  return decideRefund(settled, posting, input.charge, context);
}

function wasWrittenBy(posting: Posting, entry: LedgerEntry): boolean {
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
