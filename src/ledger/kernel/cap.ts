import type { ApiKeyId } from '../../ids.ts';
import type { CapPeriod, Instant } from '../../instant.ts';

/** What may be charged under one key in each period, and has been in the one that began at `periodAt`. */
export interface Cap {
  readonly keyId: ApiKeyId;
  readonly credits: number;
  readonly per: CapPeriod;
  readonly periodAt: Instant;
  readonly spent: number;
}

/** The cap as it stands now: a new period begins with nothing spent. Periods only go on, whatever a clock says. */
export function capAt(cap: Cap, now: Instant): Cap {
  const periodAt = startOfPeriod(cap.per, now);
  return periodAt > cap.periodAt ? { ...cap, periodAt, spent: 0 } : cap;
}

/** Days and months of UTC. */
export function startOfPeriod(per: CapPeriod, at: Instant): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), per === 'DAY' ? date.getUTCDate() : 1);
}

/** When the period that began at `periodAt` ends, and the cap begins anew. */
export function endOfPeriod({ per, periodAt }: Cap): Instant {
  const date = new Date(periodAt);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  return per === 'DAY' ? Date.UTC(year, month, day + 1) : Date.UTC(year, month + 1, 1);
}

/** Gives back what was charged at an instant: only where that was in the period that runs. */
export function giveBackToCap(cap: Cap, credits: number, chargedAt: Instant): Cap {
  if (chargedAt < cap.periodAt) return cap;
  return { ...cap, spent: Math.max(0, cap.spent - credits) };
}
