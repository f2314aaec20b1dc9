import type { Instant } from '../../instant.ts';
import type { ActionKind } from './entry.ts';

/** A quarter of an hour: every offset of a time zone in use is a multiple of it. */
export const QUARTER_MS = 15 * 60 * 1000;

/** The quarters of an hour in their order, by the minute at which each begins. */
export const QUARTERS = ['00', '15', '30', '45'] as const;
export type Quarter = (typeof QUARTERS)[number];

export const HOUR_MS = QUARTERS.length * QUARTER_MS;

export function startOfQuarter(at: Instant): Instant {
  return startOf(QUARTER_MS, at);
}

/** Of an hour of UTC. */
export function startOfHour(at: Instant): Instant {
  return startOf(HOUR_MS, at);
}

function startOf(lengthMs: number, at: Instant): Instant {
  return at - (((at % lengthMs) + lengthMs) % lengthMs);
}

/** What is to be added to the usage of one action kind in the quarter of an hour in which the action was charged. */
export interface UsageChange {
  readonly quarterAt: Instant;
  readonly actionKind: ActionKind;
  readonly actions: number;
  readonly credits: number;
  readonly refundedCredits: number;
}

export function usageOfCharge(chargedAt: Instant, actionKind: ActionKind, credits: number): UsageChange {
  return { quarterAt: startOfQuarter(chargedAt), actionKind, actions: 1, credits, refundedCredits: 0 };
}

/** A refund takes the action out of the quarter in which it was charged, whenever the refund itself happens. */
export function usageOfRefund(chargedAt: Instant, actionKind: ActionKind, credits: number): UsageChange {
  return {
    quarterAt: startOfQuarter(chargedAt),
    actionKind,
    actions: -1,
    credits: -credits,
    refundedCredits: credits,
  };
}
