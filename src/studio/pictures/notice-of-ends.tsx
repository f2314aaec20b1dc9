import { useEffect, useRef, useState } from 'react';
import { Button, Text } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { Bell } from 'lucide-react';
import { formatCredits } from '../language/formats.ts';
import type { ActionTileFragment } from '../generated/graphql.ts';
import { isUnfinished, type SheetItem } from './items/sheet-item.ts';
import { actionTitle } from '../prices/action-title.ts';
import { say } from '../language/say.ts';
import { notifyWhenAway, switchNoticesOn, useNoticesState } from '../alerts/browser-notices.ts';

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

/** Offers a notification when an action takes long. The browser asks for permission only if the user accepts. */
export function NoticesOffer() {
  const state = useNoticesState();
  const [isLong, setLong] = useState(false);
  const [isAccepted, setAccepted] = useState(false);
  useTimeout(() => setLong(true), LONG_MS, { autoInvoke: true });
  if (isAccepted && state === 'ON') return <Text c="dimmed">{say('alerts.willBeTold')}</Text>;
  if (!isLong || state !== 'OFF') return null;
  const accept = () => {
    setAccepted(true);
    void switchNoticesOn();
  };
  return (
    <Button size="xs" variant="default" leftSection={<Bell size={14} aria-hidden="true" />} onClick={accept}>
      {say('alerts.tellMe')}
    </Button>
  );
}
