/**
 * What this process last saw of its accounts, so that a batch need not read again what nobody has changed. It only ever
 * saves reading: the database compares the version of every row before anything is written, and where one is another,
 * the batch reads and decides anew (`store.ts`).
 *
 *   unknown ──seen──► trusted ──found changed by another process──► contended
 *                        ▲                                              │
 *                        └───────────── found as it was left ◄──────────┘
 *
 * An account that another process writes to as well would be found changed again and again; it is read first until it is
 * found once as this process had left it. Every change of an account moves its project's row, so one version covers its
 * grants too.
 */
import type { ProjectId } from '../../ids.ts';
import type { Grant } from '../kernel/grant.ts';
import type { Project } from '../project.ts';

/** Which writing of a row this is: the id of the transaction that wrote it. https://www.postgresql.org/docs/current/ddl-system-columns.html */
export type RowVersion = string & { readonly brand: 'RowVersion' };

export interface SeenAccount {
  readonly project: Project;
  /** Those with something left, in draw order. */
  readonly grants: readonly Grant[];
  readonly version: RowVersion;
}

interface Remembered extends SeenAccount {
  readonly isTrusted: boolean;
}

/** About 1 KiB each. Those that have not been used for longest are forgotten first. */
const ACCOUNTS_MAX = 20_000;

/** An account of more grants is read each time: few have more than a handful. */
const GRANTS_MAX = 32;

export class RememberedAccounts {
  readonly #byProject = new Map<ProjectId, Remembered>();

  /** The account of a project, where it may be decided upon unread. */
  recall(projectId: ProjectId): SeenAccount | null {
    const account = this.#byProject.get(projectId);
    return account?.isTrusted ? account : null;
  }

  /** Takes note of rows that have been read and locked: which of them somebody else has written to. */
  compare(versions: ReadonlyMap<ProjectId, RowVersion>): void {
    for (const [id, version] of versions) {
      const account = this.#byProject.get(id);
      if (account) this.#byProject.set(id, { ...account, isTrusted: account.version === version });
    }
  }

  /** What a transaction that has been committed left behind. */
  remember(accounts: Iterable<SeenAccount>): void {
    for (const account of accounts) {
      const { id } = account.project;
      const isTrusted = this.#byProject.get(id)?.isTrusted ?? true;
      this.#byProject.delete(id); // so that it goes to the end
      if (account.grants.length <= GRANTS_MAX) this.#byProject.set(id, { ...account, isTrusted });
    }
    for (const oldest of this.#byProject.keys()) {
      if (this.#byProject.size <= ACCOUNTS_MAX) break;
      this.#byProject.delete(oldest);
    }
  }

  /** Where a connection was lost: what was seen may have been lost with the server that showed it. */
  forgetAll(): void {
    this.#byProject.clear();
  }
}
