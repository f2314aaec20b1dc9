import { Text } from '@mantine/core';
import { formatCount, formatCredits, formatDayOfYear } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { CapMeter } from './credit-meters.tsx';
import { useOwnCap } from './use-own-cap.ts';
import classes from './cap-meter.module.css';

/** A meter of the signed-in person's spending cap, with the time at which it resets. Renders nothing if there is no cap. */
export function OwnCap() {
  const cap = useOwnCap();
  if (!cap) return null;
  return (
    <div className={classes.own} data-testid="own-cap">
      <div className={classes.ownHead}>
        <Text size="xs" fw={600}>
          {say('credits.yourCap')}
        </Text>
        <Text size="xs" c="dimmed">
          {say('credits.beginsAnew', { on: formatDayOfYear(new Date(cap.resetsAt)) })}
        </Text>
      </div>
      <CapMeter cap={cap} />
    </div>
  );
}

/** The spending cap as text, without a bar. */
export function OwnCapWords() {
  const cap = useOwnCap();
  if (!cap) return null;
  const { spent, credits, per } = cap;
  return (
    <Text px="sm" pb="xs" size="xs" c="dimmed">
      {say('credits.ownCapWords', { spent: formatCount(spent), credits: formatCredits(credits), per })}
    </Text>
  );
}
