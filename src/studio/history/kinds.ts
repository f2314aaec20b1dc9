import type { ActionKind, CreditTransactionKind } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';

/** In the order in which they are offered. */
export const TRANSACTION_KINDS = [
  'CHARGE',
  'REFUND',
  'GRANT',
  'EXPIRY',
  'REVOCATION',
  'TRANSFER_IN',
  'TRANSFER_OUT',
] as const satisfies CreditTransactionKind[];

/** In the published order. */
export const ACTION_KINDS = ['PROMPT', 'PROMPT_EDIT', 'BACKGROUND', 'EXPAND'] as const satisfies ActionKind[];

/** What became of credits, as a line of the list of transactions says it. */
export const KIND_WORD: Readonly<Record<CreditTransactionKind, LabelKey>> = {
  CHARGE: 'history.charge',
  REFUND: 'history.refund',
  GRANT: 'history.added',
  EXPIRY: 'history.expired',
  REVOCATION: 'history.takenBack',
  TRANSFER_IN: 'history.fromOther',
  TRANSFER_OUT: 'history.toOther',
};
