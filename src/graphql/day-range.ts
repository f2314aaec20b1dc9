import { counted } from '../counted.ts';
import { invalid } from '../input/invalid-input.ts';
import { DAY_MS, type Instant } from '../instant.ts';

/** Widens a range to whole days of UTC. Throws InvalidInputError if it is empty or has more than `daysMax` days. */
export function readDayRange(from: Instant, to: Instant, daysMax: number): { from: Instant; to: Instant } {
  const range = { from: DAY_MS * Math.floor(from / DAY_MS), to: DAY_MS * Math.ceil(to / DAY_MS) };
  if (to <= from) throw invalid('to', 'must be later than from');
  if (range.to - range.from > daysMax * DAY_MS)
    throw invalid('to', `must be at most ${counted(daysMax, 'day')} after from`);
  return range;
}
