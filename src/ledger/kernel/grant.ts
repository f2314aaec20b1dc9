import type { GrantId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';

export type GrantSource = 'MANUAL' | 'PURCHASE' | 'ALLOWANCE' | 'PROMOTION' | 'TRANSFER';

/** Credits that came in together. `0 <= remaining <= credits`. */
export interface Grant {
  readonly id: GrantId;
  readonly source: GrantSource;
  readonly credits: number;
  readonly remaining: number;
  /** 0 to 100; the lower number is drawn first. */
  readonly priority: number;
  /** From this instant on the grant cannot be drawn. */
  readonly expiresAt: Instant | null;
  readonly note: string | null;
  /** The ledger line that made it; it tells which of two grants is older. */
  readonly sequence: number;
  readonly createdAt: Instant;
  /** The instant of the project's allowance that it was given for; null for every other grant. */
  readonly allowanceAt: Instant | null;
  /** From this instant on nothing can be left of the grant, whatever comes back to it. */
  readonly revokedAt: Instant | null;
}

/** Credits taken from one grant, or given back to it. Above zero. */
export interface Draw {
  readonly grantId: GrantId;
  readonly credits: number;
}

/**
 * Draw order: the lower priority number, then the soonest expiry with none last, then the oldest. Two grants that one
 * line made are told apart by their ids, which are made in order.
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
