import type { Queryable } from '../database/statement.ts';
import type { GrantId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { LedgerEntry } from './kernel/entry.ts';
import { balancesAt } from './queries/balances-at.ts';
import { entriesAfter, entriesAt, type EntryPage, entryPage, type Place } from './queries/entries.ts';
import { type GrantPage, grantPage, grantsById, type ProjectGrant } from './queries/grants.ts';
import type { UsageRange } from './queries/usage-buckets.ts';
import { usageOf, type UsageReport } from './queries/usage.ts';

/**
 * What the ledger says of the past. Nothing here settles: a caller that needs a project without expired credits has read
 * the project first.
 */
export class LedgerHistory {
  readonly #on: Queryable;

  constructor(on: Queryable) {
    this.#on = on;
  }

  /** The lines at these places; those that are not there are left out. */
  entriesAt(places: readonly Place[]): Promise<LedgerEntry[]> {
    return entriesAt(this.#on, places);
  }

  /** The lines after a place, oldest first. */
  entriesAfter(place: Place, max: number): Promise<LedgerEntry[]> {
    return entriesAfter(this.#on, place, max);
  }

  /** Newest first, one more than asked for where there is one. */
  entryPage(page: EntryPage): Promise<LedgerEntry[]> {
    return entryPage(this.#on, page);
  }

  grantsById(ids: readonly GrantId[]): Promise<ProjectGrant[]> {
    return grantsById(this.#on, ids);
  }

  /** In draw order. */
  grantPage(page: GrantPage): Promise<ProjectGrant[]> {
    return grantPage(this.#on, page);
  }

  /** The balances at instants that have passed, in their order. */
  balancesAt(projectId: ProjectId, instants: readonly Instant[]): Promise<number[]> {
    return balancesAt(this.#on, projectId, instants);
  }

  /** Throws TooManyBucketsError. */
  usageOf(projectId: ProjectId, range: UsageRange): Promise<UsageReport> {
    return usageOf(this.#on, projectId, range);
  }
}
