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
  /** Whether what is left is kept when the next ones come in; else each grant expires at the next instant. */
  readonly rollover: boolean;
  /** The most that may be left of earlier ones when the next come in; null: no limit. */
  readonly rolloverCap: number | null;
  /** The first instant that has not been settled. Invariant: each instant before it was settled once. */
  readonly nextAt: Instant;
}

/** The first instant of a schedule after another instant. */
export type NextAllowanceAt = (schedule: AllowanceSchedule, after: Instant) => Instant;

interface Allowed {
  readonly allowance: Allowance | null;
  readonly archivedAt: Instant | null;
}

/** The allowance that goes on; null where there is none, or the project was archived before its next instant. */
export function runningAllowance({ allowance, archivedAt }: Allowed): Allowance | null {
  return allowance === null || (archivedAt !== null && archivedAt <= allowance.nextAt) ? null : allowance;
}
