/**
 * A cache of accounts, as this process last saw them. It only saves reads: the database compares the version of every row
 * before anything is written, and where one differs, the batch is read and decided again (`ledger-store.ts`).
 *
 *   unknown ──seen──► trusted ──found changed by another process──► contended
 *                        ▲                                              │
 *                        └──────────────── found unchanged ◄────────────┘
 *
 * A contended account is read under the lock each time, until it is found as this process left it. Every change of an
 * account updates its project's row, so one version covers its grants too.
 */
import type { ProjectId } from '../../ids.ts';
import type { ChainEnd } from '../chain/chain.ts';
import type { Grant } from '../kernel/grant.ts';
import type { Project } from '../project.ts';
import { WHOLE_GRANTS_MAX } from './reachable-grants.ts';
import type { RowVersion } from './rows.ts';

export interface CachedAccount {
  readonly project: Project;
  /** The grants that have credits left, in draw order. */
  readonly grants: readonly Grant[];
  readonly chain: ChainEnd;
  readonly version: RowVersion;
}

interface TrackedAccount extends CachedAccount {
  readonly isTrusted: boolean;
}

/** About 1 KiB each. The least recently stored accounts are evicted first. */
const ACCOUNTS_MAX = 20_000;

export class AccountCache {
  readonly #byProject = new Map<ProjectId, TrackedAccount>();

  /** The account of a project, if it is trusted. */
  get(projectId: ProjectId): CachedAccount | null {
    const account = this.#byProject.get(projectId);
    return account?.isTrusted ? account : null;
  }

  /** Compares the cache with versions read under the lock, and marks accounts that another process has changed. */
  compare(versions: ReadonlyMap<ProjectId, RowVersion>): void {
    for (const [id, version] of versions) {
      const account = this.#byProject.get(id);
      const isTrusted = account?.version === version;
      if (account && account.isTrusted !== isTrusted) this.#byProject.set(id, { ...account, isTrusted });
    }
  }

  /** Stores the accounts that a committed transaction wrote. */
  set(accounts: Iterable<CachedAccount>): void {
    for (const account of accounts) {
      const { id } = account.project;
      const isTrusted = this.#byProject.get(id)?.isTrusted ?? true;
      this.#byProject.delete(id); // a Map keeps the position of a key that is set again; the end is the most recently used
      if (account.grants.length <= WHOLE_GRANTS_MAX) this.#byProject.set(id, { ...account, isTrusted });
    }
    for (const oldest of this.#byProject.keys()) {
      if (this.#byProject.size <= ACCOUNTS_MAX) break;
      this.#byProject.delete(oldest);
    }
  }

  /** Called when a connection is lost: a server that fails over may lose what it had committed. */
  clear(): void {
    this.#byProject.clear();
  }
}
