/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
/** Of UTC: in other time zones days differ in length. */
export const DAY_MS = 24 * HOUR_MS;

/** The end of the year 9999: the last instant that is accepted or returned. */
export const LAST_INSTANT: Instant = Date.UTC(10_000, 0, 1) - 1;

/** A calendar day or month in UTC. */
export type CapPeriod = 'DAY' | 'MONTH';
