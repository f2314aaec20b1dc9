import { useInViewport } from '@mantine/hooks';
import { Balance, type BalanceProps } from './balance.tsx';
import { isLow } from './is-low.ts';
import type { ProjectBalanceFragment } from '../generated/graphql.ts';
import { useLiveBalance } from '../api/live-hooks.ts';

export interface LiveBalanceProps extends Pick<BalanceProps, 'size' | 'isBare'> {
  readonly project: ProjectBalanceFragment;
}

/**
 * The balance of a project that moves as it changes anywhere. It is watched while it is in view: a socket takes a hundred
 * subscriptions, and a list of projects may be longer.
 */
export function LiveBalance({ project, ...look }: LiveBalanceProps) {
  const { ref, inViewport } = useInViewport<HTMLSpanElement>();
  useLiveBalance(inViewport ? project.id : null);
  return (
    <span ref={ref}>
      <Balance credits={project.balance} isLow={isLow(project)} {...look} />
    </span>
  );
}
