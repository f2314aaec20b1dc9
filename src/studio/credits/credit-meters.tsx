import { Progress, Text } from '@mantine/core';
import classes from './cap-meter.module.css';
import { formatCount, formatInstant } from '../language/formats.ts';
import type { ApiKeyLineFragment, GrantsQuery } from '../generated/graphql.ts';
import { say } from '../language/say.ts';

/** The bar has the color of a warning from here on. */
const WARNING_PERCENT = 90;

export interface UsedMeterProps {
  /** The used share. */
  readonly percent: number;
  /** The used and the available credits. */
  readonly words: string;
  /** The accessible name of the bar. */
  readonly label: string;
}

/** The used part of a cap or of an allowance, in words and as a bar. */
export function UsedMeter({ percent, words, label }: UsedMeterProps) {
  return (
    <div className={classes.meter}>
      <Text size="xs">{words}</Text>
      <Progress
        value={percent}
        size={6}
        color={percent >= WARNING_PERCENT ? 'var(--darkroom-refusal)' : 'var(--mantine-color-dimmed)'}
        aria-label={label}
      />
    </div>
  );
}

/** What has been charged through a key in its present day or month, against its cap. */
export function CapMeter({ cap }: { cap: ApiKeyLineFragment['creditCap'] }) {
  if (!cap)
    return (
      <Text inherit c="dimmed">
        {say('credits.noCap')}
      </Text>
    );
  const percent = Math.min(100, Math.round((cap.spent / cap.credits) * 100));
  return (
    <UsedMeter
      percent={percent}
      words={say('credits.spentOfCap', {
        spent: formatCount(cap.spent),
        credits: formatCount(cap.credits),
        per: cap.per,
      })}
      label={say('credits.percentOfCap', { percent: formatCount(percent) })}
    />
  );
}

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
