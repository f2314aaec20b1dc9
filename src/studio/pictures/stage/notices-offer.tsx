import { Button, Text } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { Bell } from 'lucide-react';
import { useState } from 'react';
import { say } from '../../language/say.ts';
import { switchNoticesOn, useNoticesState } from '../../alerts/browser-notices.ts';
import { LONG_MS } from '../items/use-notice-of-ends.ts';

/** Offers a notification at the end of an action after a while of waiting. The browser asks for permission only on acceptance. */
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
