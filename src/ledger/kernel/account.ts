import type { GrantId, ProjectId, WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Allowance } from './allowance.ts';
import type { LedgerEntry } from './entry.ts';
import { compareDrawOrder, type Grant } from './grant.ts';

/** The state of a project's account. */
export interface Account {
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId;
  readonly balance: number;
  /** The sequence of the newest entry; 0 before the first. */
  readonly sequence: number;
  /** `createdAt` of the newest entry. */
  readonly lastEntryAt: Instant | null;
  readonly archivedAt: Instant | null;
  readonly allowance: Allowance | null;
  /**
   * The grants that have credits left, in draw order. `balance` is the sum of what remains in them. If there are many, only those
   * that the next postings can reach are required: the grants that they draw on, those that are due, and the one that expires next.
   */
  readonly grants: readonly Grant[];
}

/** A new entry without the fields that `appendEntry` derives from the account. */
export type EntryDraft = Omit<LedgerEntry, 'projectId' | 'sequence' | 'balanceAfter' | 'createdAt'>;

/** The defaults of the fields that apply only to some kinds of entry. */
export const DRAFT_DEFAULTS = {
  actionId: null,
  actionKind: null,
  grantId: null,
  draws: [],
  refundOf: null,
  counterpart: null,
  note: null,
  keyId: null,
  key: null,
} as const;

/** The earliest expiry of the account's grants. */
export function nextExpiryAt(account: Account): Instant | null {
  let soonest: Instant | null = null;
  for (const { expiresAt } of account.grants) {
    if (expiresAt !== null && (soonest === null || expiresAt < soonest)) soonest = expiresAt;
  }
  return soonest;
}

/** Appends the next entry. `createdAt` must not be earlier than that of the entry before it. */
export function appendEntry(
  account: Account,
  draft: EntryDraft,
  createdAt: Instant,
): { account: Account; entry: LedgerEntry } {
  const entry: LedgerEntry = {
    ...draft,
    projectId: account.projectId,
    sequence: account.sequence + 1,
    balanceAfter: account.balance + draft.amount,
    createdAt,
  };
  return {
    entry,
    account: { ...account, balance: entry.balanceAfter, sequence: entry.sequence, lastEntryAt: createdAt },
  };
}

/** The account with these grants in their new state. Empty grants are removed; new and refilled ones are put in draw order. */
export function withGrants(account: Account, changed: readonly Grant[]): Account {
  if (changed.length === 0) return account;
  const byId = new Map<GrantId, Grant>(changed.map((grant) => [grant.id, grant]));
  const kept = account.grants.map((grant) => byId.get(grant.id) ?? grant);
  const known = new Set(account.grants.map((grant) => grant.id));
  const added = changed.filter((grant) => !known.has(grant.id));
  const live = [...kept, ...added].filter((grant) => grant.remaining > 0);
  return { ...account, grants: added.length === 0 ? live : live.toSorted(compareDrawOrder) };
}
