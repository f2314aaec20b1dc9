import { Text } from '@mantine/core';
import type { GrantsQuery } from '../generated/graphql.ts';
import { formatCount, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { UsedMeter } from './used-meter.tsx';
import classes from './cap-meter.module.css';

type ShownAllowance = NonNullable<NonNullable<GrantsQuery['project']>['allowance']>;

/** The used part of the latest allowance grant, and the time of the next grant. */
export function AllowanceMeter({ allowance: { every, nextAt, lastGrant } }: { allowance: ShownAllowance }) {
  if (!lastGrant) return null;
  const used = lastGrant.credits - lastGrant.remaining;
  const percent = Math.round((used / lastGrant.credits) * 100);
  return (
    <div className={classes.own} data-testid="allowance">
      <Text size="xs" fw={600}>
        {say('credits.allowance')}
      </Text>
      <UsedMeter
        percent={percent}
        words={say('credits.usedOfAllowance', {
          used: formatCount(used),
          credits: formatCount(lastGrant.credits),
          every,
        })}
        label={say('credits.percentOfAllowance', { percent: formatCount(percent) })}
      />
      <Text size="xs" c="dimmed">
        {say('credits.nextComesIn', { at: formatInstant(nextAt) })}
      </Text>
    </div>
  );
}
