import type { ApiKeyId } from '../../ids.ts';
import type { CapPeriod, Instant } from '../../instant.ts';

/** The limit of the charges under one key per period, and what was charged in the period that began at `periodAt`. */
export interface Cap {
  readonly keyId: ApiKeyId;
  readonly credits: number;
  readonly per: CapPeriod;
  readonly periodAt: Instant;
  readonly spent: number;
}

/** The cap at an instant. A new period starts with nothing spent; a clock that runs backwards never reopens an earlier one. */
export function capAt(cap: Cap, now: Instant): Cap {
  const periodAt = startOfPeriod(cap.per, now);
  return periodAt > cap.periodAt ? { ...cap, periodAt, spent: 0 } : cap;
}

/** Periods are calendar days and months in UTC. */
export function startOfPeriod(per: CapPeriod, at: Instant): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), per === 'DAY' ? date.getUTCDate() : 1);
}

/** The end of the period that began at `periodAt`. */
export function endOfPeriod({ per, periodAt }: Cap): Instant {
  const date = new Date(periodAt);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return per === 'DAY' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
}

/** Gives a charge back to the cap, unless it was made in an earlier period. */
export function refundToCap(cap: Cap, credits: number, chargedAt: Instant): Cap {
  if (chargedAt < cap.periodAt) return cap;
  return { ...cap, spent: Math.max(0, cap.spent - credits) };
}
