import { Progress, Text } from '@mantine/core';
import classes from './cap-meter.module.css';

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
