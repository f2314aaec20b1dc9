import { formatCredits } from '../language/formats.ts';
import type { PurchaseLineFragment, PurchaseStatus } from '../generated/graphql.ts';

export const STATUS_WORD: Readonly<Record<PurchaseStatus, string>> = {
  PENDING: 'Not paid yet',
  PROCESSING: 'Payment under way',
  PAID: 'Paid',
  PARTLY_REVERSED: 'Refunded in part',
  REVERSED: 'Refunded',
  FAILED: 'Not paid',
  EXPIRED: 'Not paid in time',
};

/** Details of the status of a purchase; empty if there are none. */
export function statusDetail(purchase: PurchaseLineFragment): string {
  const { status, failure, reversedCredits, unrecoveredCredits } = purchase;
  if (failure) return failure.message;
  if (status === 'PROCESSING') return 'The credits come in once the payment has arrived. A bank debit takes days.';
  if (reversedCredits === 0) return '';
  const spent = unrecoveredCredits > 0 ? `, of which ${formatCredits(unrecoveredCredits)} had been spent` : '';
  return `${formatCredits(reversedCredits)} taken back${spent}.`;
}

/** Green for paid purchases, amber for reversed and pending ones, red for failed and expired ones. */
export function statusTone(status: PurchaseStatus): 'credit' | 'refusal' | 'failure' | 'plain' {
  if (status === 'PAID') return 'credit';
  if (status === 'FAILED') return 'failure';
  return status === 'PROCESSING' || status === 'PARTLY_REVERSED' || status === 'REVERSED' ? 'refusal' : 'plain';
}
