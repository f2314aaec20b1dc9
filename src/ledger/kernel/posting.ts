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
  /** Whose project it must be; null where the system itself posts. */
  readonly workspaceId: WorkspaceId | null;
  readonly actor: string;
  readonly note: string | null;
  /** Null where the posting can only be made once by what it is: one refund a charge, one expiry a grant. */
  readonly key: IdempotencyKey | null;
}

/** Debits one accepted action. Whole credits, zero or more. */
export interface ChargePosting extends PostingBase {
  readonly type: 'charge';
  readonly actionId: ActionId;
  readonly actionKind: ActionKind;
  readonly credits: number;
  /** What the caller agrees to pay at the most; null: whatever the price is. */
  readonly maxCredits: number | null;
  /** The key that it is charged through. */
  readonly keyId: ApiKeyId | null;
  /** That key, where it has a cap, which the charge counts against. */
  readonly capKeyId: ApiKeyId | null;
}

/** Brings credits in. Whole credits, above zero. */
export interface GrantPosting extends PostingBase {
  readonly type: 'grant';
  readonly grantId: GrantId;
  readonly credits: number;
  readonly source: GrantSource;
  readonly priority: number;
  readonly expiresAt: Instant | null;
}

/** Gives one charge back, whole and once. */
export interface RefundPosting extends PostingBase {
  readonly type: 'refund';
  readonly chargeSequence: number;
  /** The refund of an action that ends without a picture is never refused; what runs at once bounds what it can bring. */
  readonly mayExceedLimit: boolean;
}

/** Takes back what is left of a grant, and whatever comes back to it later. */
export interface RevokePosting extends PostingBase {
  readonly type: 'revoke';
  readonly grantId: GrantId;
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

/** What an allowance is to be. `startAt` null: now, or what it was. */
export interface AllowanceTerms extends Omit<Allowance, 'startAt' | 'nextAt'> {
  readonly startAt: Instant | null;
}

/** Writes the expiries and allowances that are due, and nothing else. */
export interface SettlePosting extends PostingBase {
  readonly type: 'settle';
}

/** The domain says no; nothing is written. In the order in which the reasons are looked for. */
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
  /** Nothing is wrong with it, but with another posting of its group. */
  | { readonly reason: 'group-refused' };
