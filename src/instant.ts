/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** The end of the year 9999: no instant that is read or answered lies after it. */
export const LAST_INSTANT: Instant = Date.UTC(10_000, 0, 1) - 1;

/** A day or a month of UTC. */
export type CapPeriod = 'DAY' | 'MONTH';
