/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** A day or a month of UTC. */
export type CapPeriod = 'DAY' | 'MONTH';
