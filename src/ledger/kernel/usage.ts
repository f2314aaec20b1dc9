import type { ActionKind } from './entry.ts';
import type { Instant } from './ids.ts';

/** A quarter of an hour: every offset of a time zone in use is a multiple of it. */
export const QUARTER_MS = 15 * 60 * 1000;

export function startOfQuarter(at: Instant): Instant {
  return at - (((at % QUARTER_MS) + QUARTER_MS) % QUARTER_MS);
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
