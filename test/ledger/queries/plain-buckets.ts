import { Temporal } from 'temporal-polyfill';
import type { Bucket, UsageInterval, UsageRange } from '../../../src/ledger/queries/usage-buckets.ts';

const QUARTER_MS = 15 * 60 * 1000;

/** The buckets of a range, each boundary asked of Temporal. */
export function plainBuckets({ from, to, interval, timeZone }: UsageRange): Bucket[] {
  const end = Math.ceil(to / QUARTER_MS) * QUARTER_MS;
  const buckets: Bucket[] = [];
  for (let start = Math.floor(from / QUARTER_MS) * QUARTER_MS; start < end; start = buckets.at(-1)?.end ?? end) {
    buckets.push({ start, end: Math.min(nextBoundary(start, interval, timeZone), end) });
  }
  return buckets;
}

function nextBoundary(at: number, interval: UsageInterval, timeZone: string): number {
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  const today = local.toPlainDate();
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  if (interval === 'DAY') return startOf(today.add({ days: 1 }));
  if (interval === 'WEEK') return startOf(today.add({ days: 8 - today.dayOfWeek }));
  if (interval === 'MONTH') return startOf(today.with({ day: 1 }).add({ months: 1 }));
  let quarter = at;
  do quarter += QUARTER_MS;
  while (Temporal.Instant.fromEpochMilliseconds(quarter).toZonedDateTimeISO(timeZone).minute >= 15);
  return quarter;
}
