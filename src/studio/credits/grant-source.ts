import type { GrantSource } from '../generated/graphql.ts';
import type { LabelKey } from '../language/message-types.ts';

/** Where credits come from. */
export const GRANT_SOURCE: Readonly<Record<GrantSource, LabelKey>> = {
  MANUAL: 'credits.manual',
  PURCHASE: 'credits.bought',
  ALLOWANCE: 'credits.allowance',
  PROMOTION: 'credits.promotion',
  TRANSFER: 'credits.otherProject',
};

/** What an admin may say of credits that are added. */
export const GRANTABLE_SOURCES = ['MANUAL', 'PURCHASE', 'ALLOWANCE', 'PROMOTION'] as const satisfies GrantSource[];
