import type { ProjectBalanceFragment } from '../generated/graphql.ts';

/** At or below the threshold, as the API counts it. */
export function isLow({
  balance,
  lowBalanceThreshold,
}: Pick<ProjectBalanceFragment, 'balance' | 'lowBalanceThreshold'>): boolean {
  return typeof lowBalanceThreshold === 'number' && balance <= lowBalanceThreshold;
}
