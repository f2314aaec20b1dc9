import type { ProjectId } from '../ids.ts';
import type { LedgerEntry } from '../ledger/kernel/entry.ts';
import type { Project } from '../ledger/project.ts';

/** A message to a watcher of a project: the current balance (`entry` null), or the balance after one ledger entry. */
export interface BalanceChange {
  readonly projectId: ProjectId;
  readonly balance: number;
  readonly sequence: number;
  /** The balance is at or below the threshold of the project. */
  readonly lowBalance: boolean;
  readonly entry: LedgerEntry | null;
}

export function snapshotOf({ id, balance, sequence, lowBalanceThreshold }: Project): BalanceChange {
  return { projectId: id, balance, sequence, lowBalance: isLow(balance, lowBalanceThreshold), entry: null };
}

export function changeOf(entry: LedgerEntry, lowBalanceThreshold: number | null): BalanceChange {
  const { projectId, balanceAfter: balance, sequence } = entry;
  return { projectId, balance, sequence, lowBalance: isLow(balance, lowBalanceThreshold), entry };
}

function isLow(balance: number, threshold: number | null): boolean {
  return threshold !== null && balance <= threshold;
}
