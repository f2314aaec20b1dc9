import type { GrantId, ProjectId, WorkspaceId } from '../../ids.ts';
import type { Instant } from '../../instant.ts';
import type { Allowance } from './allowance.ts';
import type { LedgerEntry } from './entry.ts';
import { compareDrawOrder, type Grant } from './grant.ts';

/** What a project's ledger comes to. Invariant: `balance` is the sum of what remains in `grants`. */
export interface Account {
  readonly projectId: ProjectId;
  readonly workspaceId: WorkspaceId;
  readonly balance: number;
  /** Of the newest line; 0 before the first. */
  readonly sequence: number;
  /** When the newest line was written. */
  readonly lastEntryAt: Instant | null;
  readonly archivedAt: Instant | null;
  readonly allowance: Allowance | null;
  /** Those with something left, in draw order. */
  readonly grants: readonly Grant[];
}

/** What a new line says beyond its place, its running balance and its time. */
export type EntryDraft = Omit<LedgerEntry, 'projectId' | 'sequence' | 'balanceAfter' | 'createdAt'>;

/** What a line says of which its kind has nothing to say. */
export const BLANK_DRAFT = {
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

/** The earliest instant at which something of the account expires. */
export function nextExpiryAt(account: Account): Instant | null {
  let soonest: Instant | null = null;
  for (const { expiresAt } of account.grants) {
    if (expiresAt !== null && (soonest === null || expiresAt < soonest)) soonest = expiresAt;
  }
  return soonest;
}

/** Writes the next line. `createdAt` is not before the line that precedes it. */
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

/** The account with these grants in their new state: emptied ones leave it, revived and new ones find their place. */
export function withGrants(account: Account, changed: readonly Grant[]): Account {
  if (changed.length === 0) return account;
  const byId = new Map<GrantId, Grant>(changed.map((grant) => [grant.id, grant]));
  const kept = account.grants.map((grant) => byId.get(grant.id) ?? grant);
  const known = new Set(account.grants.map((grant) => grant.id));
  const added = changed.filter((grant) => !known.has(grant.id));
  const live = [...kept, ...added].filter((grant) => grant.remaining > 0);
  return { ...account, grants: added.length === 0 ? live : live.toSorted(compareDrawOrder) };
}
