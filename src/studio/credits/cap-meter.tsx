import { Progress, Text } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import classes from './cap-meter.module.css';

/** What has been charged through a key in its present day or month, against its cap. */
export function CapMeter({ cap }: { cap: ApiKeyLineFragment['creditCap'] }) {
  if (!cap)
    return (
      <Text inherit c="dimmed">
        {say('credits.noCap')}
      </Text>
    );
  const part = Math.min(100, Math.round((cap.spent / cap.credits) * 100));
  return (
    <div className={classes.meter}>
      <Text size="xs">
        {say('credits.spentOfCap', {
          spent: formatCount(cap.spent),
          credits: formatCount(cap.credits),
          per: cap.per,
        })}
      </Text>
      <Progress
        value={part}
        size={6}
        color={part >= 90 ? 'var(--darkroom-refusal)' : 'var(--mantine-color-dimmed)'}
        aria-label={say('credits.percentOfCap', { percent: formatCount(part) })}
      />
    </div>
  );
}
