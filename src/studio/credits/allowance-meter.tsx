import { Progress, Text } from '@mantine/core';
import type { GrantsQuery } from '../generated/graphql.ts';
import { formatCount, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import classes from './cap-meter.module.css';

type ShownAllowance = NonNullable<NonNullable<GrantsQuery['project']>['allowance']>;

/** The used part of the latest allowance grant, and the time of the next grant. */
export function AllowanceMeter({ allowance: { every, nextAt, lastGrant } }: { allowance: ShownAllowance }) {
  if (!lastGrant) return null;
  const used = lastGrant.credits - lastGrant.remaining;
  const part = Math.round((used / lastGrant.credits) * 100);
  return (
    <div className={classes.own} data-testid="allowance">
      <Text size="xs" fw={600}>
        {say('credits.allowance')}
      </Text>
      <div className={classes.meter}>
        <Text size="xs">
          {say('credits.usedOfAllowance', {
            used: formatCount(used),
            credits: formatCount(lastGrant.credits),
            every,
          })}
        </Text>
        <Progress
          value={part}
          size={6}
          color={part >= 90 ? 'var(--darkroom-refusal)' : 'var(--mantine-color-dimmed)'}
          aria-label={say('credits.percentOfAllowance', { percent: formatCount(part) })}
        />
      </div>
      <Text size="xs" c="dimmed">
        {say('credits.nextComesIn', { at: formatInstant(nextAt) })}
      </Text>
    </div>
  );
}
