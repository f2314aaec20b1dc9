/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** The end of the year 9999: the last instant that is accepted or returned. */
export const LAST_INSTANT: Instant = Date.UTC(10_000, 0, 1) - 1;

/** A calendar day or month in UTC. */
export type CapPeriod = 'DAY' | 'MONTH';
