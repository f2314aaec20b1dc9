import { useEffect, useRef } from 'react';
import { formatCredits } from '../language/formats.ts';
import { isLow } from '../credits/is-low.ts';
import type { ProjectSummaryFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { notifyWhenAway } from './browser-notices.ts';

/** Shows a notification when the balance becomes low while the page is open. */
export function useNoticeOfLowBalance(project: ProjectSummaryFragment | undefined): void {
  const wasLow = useRef<boolean | null>(null);
  useEffect(() => {
    if (!project) return;
    const low = isLow(project);
    if (low && wasLow.current === false) {
      notifyWhenAway({
        title: say('alerts.left', { project: project.name, credits: formatCredits(project.balance) }),
        body: say('alerts.fallenLow'),
        tag: `low ${project.id}`,
      });
    }
    wasLow.current = low;
  }, [project]);
}
