import type { ActionId, ApiKeyId, GrantId, ProjectId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Draw } from './grant.ts';

export type EntryKind = 'GRANT' | 'CHARGE' | 'REFUND' | 'EXPIRY' | 'REVOCATION' | 'TRANSFER_IN' | 'TRANSFER_OUT';

/** What a charge is counted under in the usage history. */
export type ActionKind = 'PROMPT' | 'PROMPT_EDIT' | 'BACKGROUND' | 'EXPAND';

/** Identifies an entry: its project and its sequence there. */
export interface EntryPosition {
  readonly projectId: ProjectId;
  readonly sequence: number;
}

/**
 * One immutable line of a project's ledger: the API's credit transaction.
 *
 * Invariants, from line to line of one project: `sequence` rises by one, `balanceAfter` is the previous one plus
 * `amount` and never below zero, `createdAt` never runs backwards.
 */
export interface LedgerEntry extends EntryPosition {
  readonly kind: EntryKind;
  /** Signed, in whole credits. */
  readonly amount: number;
  readonly balanceAfter: number;
  /** The charged or refunded action, and its kind. */
  readonly actionId: ActionId | null;
  readonly actionKind: ActionKind | null;
  /** The grant that the line made, emptied or revoked. */
  readonly grantId: GrantId | null;
  /** What a debit took from which grant, or what a refund or a transfer brought to which, in that order. */
  readonly draws: readonly Draw[];
  /** The sequence of the charge that a refund gives back. */
  readonly refundOf: number | null;
  /** The other side of a transfer. */
  readonly counterpart: EntryPosition | null;
  readonly actor: string;
  readonly note: string | null;
  /** The API key that a charge was made through. */
  readonly keyId: ApiKeyId | null;
  readonly key: IdempotencyKey | null;
  readonly createdAt: Instant;
}

/** What makes a repeated request recognisable, for ever. */
export interface IdempotencyKey {
  /** 1 to 255 characters, unique within the project. */
  readonly value: string;
  /** Hex of the SHA-256 of the request's input: the same key with another hash is a conflict. */
  readonly requestHash: string;
}
