import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';

export type GrantSource = 'MANUAL' | 'PURCHASE' | 'ALLOWANCE' | 'PROMOTION' | 'TRANSFER';

/** Credits that were added together. `0 <= remaining <= credits`. */
export interface Grant {
  readonly id: GrantId;
  readonly source: GrantSource;
  readonly credits: number;
  readonly remaining: number;
  /** 0 to 100; the lower number is drawn first. */
  readonly priority: number;
  /** From this instant on, the grant cannot be drawn on. */
  readonly expiresAt: Instant | null;
  readonly note: string | null;
  /** The entry that created the grant; tells which of two grants is older. */
  readonly sequence: number;
  readonly createdAt: Instant;
  /** For a grant of an allowance: the instant of the schedule. Null for all others. */
  readonly allowanceAt: Instant | null;
  /** From this instant on, the grant stays empty: refunds to it are removed at once. */
  readonly revokedAt: Instant | null;
}

/** Credits taken from or returned to one grant. Above zero. */
export interface Draw {
  readonly grantId: GrantId;
  readonly credits: number;
}

/**
 * Draw order: the lower priority number, then the soonest expiry with none last, then the oldest. Grants created by the
 * same entry are ordered by their ids, which ascend.
 */
export function compareDrawOrder(a: Grant, b: Grant): number {
  if (a.priority !== b.priority) return a.priority - b.priority;
  if (a.expiresAt !== b.expiresAt) return (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity);
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  return a.id < b.id ? -1 : 1;
}

export function hasExpired(grant: Grant, now: Instant): boolean {
  return grant.expiresAt !== null && grant.expiresAt <= now;
}
