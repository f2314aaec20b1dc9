import { useEffect, useRef } from 'react';
import { formatCredits } from '../../language/formats.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { isUnfinished, type SheetItem } from './sheet-item.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { say } from '../../language/say.ts';
import { notifyWhenAway } from '../../alerts/browser-notices.ts';

/** The minimum duration of an action for a notification. */
export const LONG_MS = 5_000;

/** Shows a notification when a long action ends that this page has seen unfinished. */
export function useNoticeOfEnds(items: readonly SheetItem[] | undefined): void {
  const unfinished = useRef(new Set<string>());
  useEffect(() => {
    for (const { id, action } of items ?? []) {
      if (!action) continue;
      if (isUnfinished(action)) unfinished.current.add(id);
      else if (unfinished.current.delete(id) && Date.now() - Date.parse(action.createdAt) >= LONG_MS) {
        notifyWhenAway(endOf(action, actionTitle(action.kind)));
      }
    }
  }, [items]);
}

function endOf({ id, status, prompt, background, credits, failure }: ActionTileFragment, title: string) {
  const tag = `end ${id}`;
  if (status === 'SUCCEEDED') {
    return { title: say('alerts.ready', { action: title }), body: prompt ?? background ?? '', tag };
  }
  const returned = { credits: formatCredits(credits) };
  return {
    title: say(status === 'FAILED' ? 'alerts.failed' : 'alerts.canceled', { action: title }),
    body: failure
      ? say('alerts.cameBackBecause', { ...returned, reason: failure.message })
      : say('alerts.cameBack', returned),
    tag,
  };
}
