import { Progress, Text } from '@mantine/core';
import type { GrantsQuery } from '../generated/graphql.ts';
import { formatCount, formatInstant } from '../language/formats.ts';
import classes from './cap-meter.module.css';

type ShownAllowance = NonNullable<NonNullable<GrantsQuery['project']>['allowance']>;

const PRESENT = { DAY: 'day', WEEK: 'week', MONTH: 'month' } as const;

/** How much of what came in by itself last has been used, and when the next comes in. */
export function AllowanceMeter({ allowance: { every, nextAt, lastGrant } }: { allowance: ShownAllowance }) {
  if (!lastGrant) return null;
  const used = lastGrant.credits - lastGrant.remaining;
  const part = Math.round((used / lastGrant.credits) * 100);
  return (
    <div className={classes.own} data-testid="allowance">
      <Text size="xs" fw={600}>
        Allowance
      </Text>
      <div className={classes.meter}>
        <Text size="xs">
          {formatCount(used)} of {formatCount(lastGrant.credits)} used this {PRESENT[every]}
        </Text>
        <Progress
          value={part}
          size={6}
          color={part >= 90 ? 'var(--darkroom-refusal)' : 'var(--mantine-color-dimmed)'}
          aria-label={`${part} percent of the allowance are used`}
        />
      </div>
      <Text size="xs" c="dimmed">
        The next comes in on {formatInstant(nextAt)}
      </Text>
    </div>
  );
}
