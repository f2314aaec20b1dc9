import type { ActionKind, CreditTransactionKind } from '../generated/graphql.ts';

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
export const KIND_WORD: Readonly<Record<CreditTransactionKind, string>> = {
  CHARGE: 'Charge',
  REFUND: 'Refund',
  GRANT: 'Credits added',
  EXPIRY: 'Credits expired',
  REVOCATION: 'Credits taken back',
  TRANSFER_IN: 'From another project',
  TRANSFER_OUT: 'To another project',
};
