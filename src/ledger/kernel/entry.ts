import type { ActionId, ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Draw } from './grant.ts';

export type EntryKind = 'GRANT' | 'CHARGE' | 'REFUND' | 'EXPIRY' | 'REVOCATION' | 'TRANSFER_IN' | 'TRANSFER_OUT';

/** The kind of action that usage is counted by. */
export type ActionKind = 'PROMPT' | 'PROMPT_EDIT' | 'BACKGROUND' | 'EXPAND';

/** Identifies an entry by its project and its sequence. */
export interface EntryPosition {
  readonly projectId: ProjectId;
  readonly sequence: number;
}

/**
 * One immutable entry of a project's ledger: a CreditTransaction in the API.
 *
 * Invariants, from one entry of a project to the next: `sequence` rises by one, `balanceAfter` is the previous one plus
 * `amount` and never below zero, `createdAt` never decreases.
 */
export interface LedgerEntry extends EntryPosition {
  readonly kind: EntryKind;
  /** Signed, in whole credits. */
  readonly amount: number;
  readonly balanceAfter: number;
  /** The action that was charged or refunded. */
  readonly actionId: ActionId | null;
  readonly actionKind: ActionKind | null;
  /** The grant that the entry created, expired or revoked. */
  readonly grantId: GrantId | null;
  /** The credits that a debit took from each grant, or that a refund or transfer added to each, in that order. */
  readonly draws: readonly Draw[];
  /** For a refund: the sequence of the charge. */
  readonly refundOf: number | null;
  /** For a transfer: the entry on the other side. */
  readonly counterpart: EntryPosition | null;
  readonly actor: string;
  readonly note: string | null;
  /** The API key that a charge was made through. */
  readonly keyId: ApiKeyId | null;
  readonly key: IdempotencyKey | null;
  readonly createdAt: Instant;
}

/** Identifies repeated requests. Kept for ever. */
export interface IdempotencyKey {
  /** 1 to 255 characters, unique within the project. */
  readonly value: string;
  /** Hex of the SHA-256 of the request's input: the same key with another hash is a conflict. */
  readonly requestHash: string;
}
