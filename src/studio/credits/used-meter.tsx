import { Progress, Text } from '@mantine/core';
import classes from './cap-meter.module.css';

/** From here on the end is near. */
const WARNING_PERCENT = 90;

export interface UsedMeterProps {
  /** How much has been used, of 100. */
  readonly percent: number;
  /** The same in credits. */
  readonly words: string;
  /** What the bar is called. */
  readonly label: string;
}

/** How much of what may be spent has been used, in words and as a bar. */
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
