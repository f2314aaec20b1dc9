import { useEffect, useRef } from 'react';
import { formatCredits } from '../language/formats.ts';
import { isLow } from '../credits/is-low.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { notifyWhenAway } from './browser-notices.ts';

/** Shows a notification when the balance becomes low while the page is open. */
export function useNoticeOfLowBalance(project: ProjectSummaryFragment | undefined): void {
  const wasLow = useRef<boolean | null>(null);
  useEffect(() => {
    if (!project) return;
    const low = isLow(project);
    if (low && wasLow.current === false) {
      notifyWhenAway({
        title: `${project.name}: ${formatCredits(project.balance)} left`,
        body: 'The balance has fallen low.',
        tag: `low ${project.id}`,
      });
    }
    wasLow.current = low;
  }, [project]);
}
