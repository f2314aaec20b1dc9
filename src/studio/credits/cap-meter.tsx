import { Text } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { UsedMeter } from './used-meter.tsx';

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
