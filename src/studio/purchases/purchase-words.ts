import { formatCredits } from '../language/formats.ts';
import type { PurchaseLineFragment, PurchaseStatus } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';

export const STATUS_WORD: Readonly<Record<PurchaseStatus, LabelKey>> = {
  PENDING: 'purchases.pending',
  PROCESSING: 'purchases.processing',
  PAID: 'purchases.paid',
  PARTLY_REVERSED: 'purchases.partlyReversed',
  REVERSED: 'purchases.reversed',
  FAILED: 'purchases.failed',
  EXPIRED: 'purchases.expired',
};

/** Details of the status of a purchase; empty if there are none. */
export function statusDetail(purchase: PurchaseLineFragment): string {
  const { status, failure, reversedCredits, unrecoveredCredits } = purchase;
  if (failure) return failure.message;
  if (status === 'PROCESSING') return say('purchases.processingDetail');
  if (reversedCredits === 0) return '';
  const credits = formatCredits(reversedCredits);
  if (unrecoveredCredits === 0) return say('purchases.takenBack', { credits });
  return say('purchases.takenBackSpent', { credits, spent: formatCredits(unrecoveredCredits) });
}

/** Green for paid purchases, amber for reversed and pending ones, red for failed and expired ones. */
export function statusTone(status: PurchaseStatus): 'credit' | 'refusal' | 'failure' | 'plain' {
  if (status === 'PAID') return 'credit';
  if (status === 'FAILED') return 'failure';
  return status === 'PROCESSING' || status === 'PARTLY_REVERSED' || status === 'REVERSED' ? 'refusal' : 'plain';
}
