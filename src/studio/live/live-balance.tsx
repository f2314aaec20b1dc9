import { Balance, type BalanceProps } from '../credits/balance.tsx';
import { isLow } from '../credits/is-low.ts';
import type { ProjectBalanceFragment } from '../generated/graphql.ts';
import { useLiveBalance } from './use-live-balance.ts';

export interface LiveBalanceProps extends Pick<BalanceProps, 'size' | 'isBare'> {
  readonly project: ProjectBalanceFragment;
}

/** The balance of a project that moves as it changes anywhere. */
export function LiveBalance({ project, ...look }: LiveBalanceProps) {
  useLiveBalance(project.id);
  return <Balance credits={project.balance} isLow={isLow(project)} {...look} />;
}
