import type { GrantSource } from '../generated/graphql.ts';

/** Where credits come from, in words. */
export const GRANT_SOURCE: Readonly<Record<GrantSource, string>> = {
  MANUAL: 'Given by hand',
  PURCHASE: 'Bought',
  ALLOWANCE: 'Allowance',
  PROMOTION: 'Promotion',
  TRANSFER: 'From another project',
};

/** What an admin may say of credits that are added. */
export const GRANTABLE_SOURCES = ['MANUAL', 'PURCHASE', 'ALLOWANCE', 'PROMOTION'] as const satisfies GrantSource[];
