import type { ActionId, ApiKeyId, GrantId, ProjectId, WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Allowance } from './allowance.ts';
import type { Cap } from './cap.ts';
import type { ActionKind, IdempotencyKey, LedgerEntry } from './entry.ts';
import type { GrantSource } from './grant.ts';

/** A request to the ledger of one project. */
export type Posting =
  ChargePosting | GrantPosting | RefundPosting | RevokePosting | TransferPosting | AllowancePosting | SettlePosting;

interface PostingBase {
  readonly projectId: ProjectId;
  /** The workspace that must own the project; null for postings of the system. */
  readonly workspaceId: WorkspaceId | null;
  readonly actor: string;
  readonly note: string | null;
  /** Null for postings that cannot take effect twice, such as the refund of a charge. */
  readonly key: IdempotencyKey | null;
}

/** Debits one accepted action. Whole credits, zero or more. */
export interface ChargePosting extends PostingBase {
  readonly type: 'charge';
  readonly actionId: ActionId;
  readonly actionKind: ActionKind;
  readonly credits: number;
  /** The highest price that the caller accepts; null: no limit. */
  readonly maxCredits: number | null;
  /** The API key that makes the charge. */
  readonly keyId: ApiKeyId | null;
  /** The same key, if it has a cap, which the charge counts against; else null. */
  readonly capKeyId: ApiKeyId | null;
}

/** Adds credits. Whole credits, above zero. */
export interface GrantPosting extends PostingBase {
  readonly type: 'grant';
  readonly grantId: GrantId;
  readonly credits: number;
  readonly source: GrantSource;
  readonly priority: number;
  readonly expiresAt: Instant | null;
}

/** Refunds one charge, in full and once. */
export interface RefundPosting extends PostingBase {
  readonly type: 'refund';
  readonly chargeSequence: number;
  /** True for the automatic refund of an action that ended without a picture: it is never refused. */
  readonly mayExceedLimit: boolean;
}

/** Revokes what is left of a grant. */
export interface RevokePosting extends PostingBase {
  readonly type: 'revoke';
  readonly grantId: GrantId;
  /** At most this many of what is left; the grant stays valid. Null: all of it, and credits that are refunded to it later. */
  readonly credits: number | null;
}

/** Moves credits to another project of the same workspace. Whole credits, above zero. */
export interface TransferPosting extends PostingBase {
  readonly type: 'transfer';
  readonly toProjectId: ProjectId;
  readonly credits: number;
}

/** Sets, changes or ends the allowance. */
export interface AllowancePosting extends PostingBase {
  readonly type: 'allowance';
  /** Null ends it. */
  readonly terms: AllowanceTerms | null;
}

/** The terms of an allowance. `startAt` null: the current start, or now for a new allowance. */
export interface AllowanceTerms extends Omit<Allowance, 'startAt' | 'nextAt'> {
  readonly startAt: Instant | null;
}

/** Writes the expiries and allowances that are due, and nothing else. */
export interface SettlePosting extends PostingBase {
  readonly type: 'settle';
}

/** Refused by a rule of the domain; nothing is written. In the order in which the rules are checked. */
export type Refusal =
  | { readonly reason: 'project-not-found' }
  | { readonly reason: 'idempotency-conflict'; readonly earlier: LedgerEntry }
  | { readonly reason: 'charge-not-found' }
  | { readonly reason: 'grant-not-found' }
  | { readonly reason: 'receiver-not-found' }
  | { readonly reason: 'already-refunded'; readonly refund: LedgerEntry }
  | { readonly reason: 'precondition-failed' }
  | { readonly reason: 'project-archived'; readonly archivedAt: Instant }
  | { readonly reason: 'expiry-not-in-future'; readonly now: Instant }
  | { readonly reason: 'start-in-past'; readonly now: Instant }
  | { readonly reason: 'balance-limit'; readonly available: number; readonly limit: number }
  | { readonly reason: 'price-above-max'; readonly credits: number; readonly maxCredits: number }
  | { readonly reason: 'cap-reached'; readonly cap: Cap }
  | { readonly reason: 'insufficient-credits'; readonly required: number; readonly available: number }
  /** Another posting of the group was refused. */
  | { readonly reason: 'group-refused' };
