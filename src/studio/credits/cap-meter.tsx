import { Progress, Text } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import classes from './cap-meter.module.css';

/** What has been charged through a key in its present day or month, against its cap. */
export function CapMeter({ cap }: { cap: ApiKeyLineFragment['creditCap'] }) {
  if (!cap)
    return (
      <Text inherit c="dimmed">
        no cap
      </Text>
    );
  const part = Math.min(100, Math.round((cap.spent / cap.credits) * 100));
  return (
    <div className={classes.meter}>
      <Text size="xs">
        {formatCount(cap.spent)} of {formatCount(cap.credits)} this {cap.per === 'DAY' ? 'day' : 'month'}
      </Text>
      <Progress
        value={part}
        size={6}
        color={part >= 90 ? 'var(--darkroom-refusal)' : 'var(--mantine-color-dimmed)'}
        aria-label={`${part} percent of the cap are spent`}
      />
    </div>
  );
}
