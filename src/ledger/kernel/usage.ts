import type { ApiKeyId } from '../../ids.ts';
import { HOUR_MS, type Instant } from '../../instant.ts';
import type { ActionKind, LedgerEntry } from './entry.ts';

/** Every offset of a time zone in use is a multiple of a quarter of an hour. */
export const QUARTER_MS = HOUR_MS / 4;

/** The quarters of an hour in their order, by the minute at which each begins. */
export const QUARTERS = ['00', '15', '30', '45'] as const;
export type Quarter = (typeof QUARTERS)[number];

export function startOfQuarter(at: Instant): Instant {
  return startOf(QUARTER_MS, at);
}

/** The start of the UTC hour. */
export function startOfHour(at: Instant): Instant {
  return startOf(HOUR_MS, at);
}

function startOf(lengthMs: number, at: Instant): Instant {
  return at - (((at % lengthMs) + lengthMs) % lengthMs);
}

/** Counts usage without an API key: the column that it is counted by is not nullable. */
export const NO_KEY = '00000000-0000-0000-0000-000000000000' as ApiKeyId; // of no key: those are UUIDv7

/** An increment to the usage of one action kind, actor and API key, in the quarter of an hour in which the action was charged. */
export interface UsageChange {
  readonly quarterAt: Instant;
  readonly actionKind: ActionKind;
  readonly actor: string;
  /** The API key that charged the action. */
  readonly keyId: ApiKeyId | null;
  readonly actions: number;
  readonly credits: number;
  readonly refundedCredits: number;
}

export function usageOfCharge(charge: LedgerEntry, actionKind: ActionKind): UsageChange {
  return { ...placeOf(charge, actionKind), actions: 1, credits: creditsOf(charge), refundedCredits: 0 };
}

/** A refund subtracts the action where it was counted, whenever the refund happens and whoever requests it. */
export function usageOfRefund(charge: LedgerEntry, actionKind: ActionKind): UsageChange {
  const credits = creditsOf(charge);
  return { ...placeOf(charge, actionKind), actions: -1, credits: 0 - credits, refundedCredits: credits };
}

function placeOf({ createdAt, actor, keyId }: LedgerEntry, actionKind: ActionKind) {
  return { quarterAt: startOfQuarter(createdAt), actionKind, actor, keyId };
}

function creditsOf({ amount }: LedgerEntry): number {
  return 0 - amount; // 0 - 0 is 0, whereas -0 would not be
}
