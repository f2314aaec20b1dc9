import { formatCredits, formatDayOfUtc } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import type { SpendingGroup } from './use-spending.ts';
import classes from './spending.module.css';

/** The maximum number of bars in a row. */
const BARS_MAX = 62;

export interface SpendingStripProps {
  readonly group: SpendingGroup;
  readonly bars: readonly Bar[];
  /** The height of the highest bar of all rows, in credits. */
  readonly highest: number;
}

/** A bar chart of the spending of one person, key or action. If the range has too many days, a bar stands for several days. */
export function SpendingStrip({ group, bars, highest }: SpendingStripProps) {
  const active = group.days.length;
  const credits = formatCredits(group.credits);
  const words =
    active === 0 ? say('spending.nothingLeft', { credits }) : say('spending.onDays', { credits, days: active });
  return (
    <div className={classes.strip} role="img" aria-label={words}>
      {bars.map(({ day, credits: ofDay }) => (
        <span
          key={day}
          className={classes.bar}
          title={say('spending.dayCredits', { day: formatDayOfUtc(day), credits: formatCredits(ofDay) })}
          style={{ height: `${(ofDay / Math.max(1, highest)) * 100}%` }}
        />
      ))}
    </div>
  );
}

export interface Bar {
  /** The first day of the bar. */
  readonly day: string;
  readonly credits: number;
}

/** `days`: the days of the whole range, in order. */
export function barsOf(days: readonly string[], { days: spent }: SpendingGroup): Bar[] {
  const creditsOn = new Map(spent.map(({ day, credits }) => [Date.parse(day), credits]));
  const length = Math.ceil(days.length / BARS_MAX);
  return Array.from({ length: Math.ceil(days.length / length) }, (_, place) => {
    const own = days.slice(place * length, (place + 1) * length);
    const credits = own.reduce((sum, day) => sum + (creditsOn.get(Date.parse(day)) ?? 0), 0);
    return { day: own[0] ?? '', credits };
  });
}
