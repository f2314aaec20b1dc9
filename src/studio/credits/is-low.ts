import type { ProjectBalanceFragment } from '../generated/graphql.ts';

/** At or below the threshold, as the API counts it; nothing at all is low in any case. */
export function isLow({
  balance,
  lowBalanceThreshold,
}: Pick<ProjectBalanceFragment, 'balance' | 'lowBalanceThreshold'>): boolean {
  return balance <= (lowBalanceThreshold ?? 0);
}
