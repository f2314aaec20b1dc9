import type { Instant } from '../../instant.ts';

export type AllowanceInterval = 'DAY' | 'WEEK' | 'MONTH';

/** The instants of an allowance: `startAt`, and every interval of the time zone's calendar after it. */
export interface AllowanceSchedule {
  readonly every: AllowanceInterval;
  /** A name of the IANA time zone database. */
  readonly timeZone: string;
  readonly startAt: Instant;
}

/** Credits that are granted at each instant of a schedule. */
export interface Allowance extends AllowanceSchedule {
  readonly credits: number;
  /** Whether unspent credits are kept at the next instant. Without rollover each grant expires at the next instant. */
  readonly rollover: boolean;
  /** The most unspent credits that are carried over to the next instant; null: no limit. */
  readonly rolloverCap: number | null;
  /** The first instant that has not been settled. Invariant: each instant before it was settled once. */
  readonly nextAt: Instant;
}

/** The first instant of a schedule after another instant. */
export type NextAllowanceAt = (schedule: AllowanceSchedule, after: Instant) => Instant;

interface AllowanceHolder {
  readonly allowance: Allowance | null;
  readonly archivedAt: Instant | null;
}

/** The allowance, or null where there is none or the project was archived by the next instant. */
export function runningAllowance({ allowance, archivedAt }: AllowanceHolder): Allowance | null {
  return allowance === null || (archivedAt !== null && archivedAt <= allowance.nextAt) ? null : allowance;
}
