import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { WorkspaceId } from '../ids.ts';
import { foldedName } from '../input/visible-text.ts';
import { SYSTEM_ACTOR } from '../ledger/kernel/expire-due.ts';

/** The age at which cached names are read again: the same as that of a cached key. */
const FRESH_FOR_MS = 1_000; // 1 second

interface Known {
  readonly names: Promise<ReadonlySet<string>>;
  readonly readAt: number;
}

export interface NamesInUseOptions {
  readonly database: Database;
  readonly clock: () => number;
}

/** The names in use in a workspace: of its usable keys, and the system's own. Transactions and audit entries record them. */
export class NamesInUse {
  readonly #options: NamesInUseOptions;
  readonly #known = new Map<WorkspaceId, Known>();

  constructor(options: NamesInUseOptions) {
    this.#options = options;
  }

  /** Whether an equal name was in use within the last second. */
  async isTaken(workspaceId: WorkspaceId, name: string): Promise<boolean> {
    const now = this.#options.clock();
    for (const [id, { readAt }] of this.#known) if (now - readAt >= FRESH_FOR_MS) this.#known.delete(id);
    const known = this.#known.get(workspaceId) ?? { names: this.#read(workspaceId, now), readAt: now };
    this.#known.set(workspaceId, known);
    return isAmong(await known.names, name);
  }

  /** Call after a key of the workspace was created or revoked in this process. */
  forget(workspaceId: WorkspaceId): void {
    this.#known.delete(workspaceId);
  }

  async #read(workspaceId: WorkspaceId, now: number): Promise<ReadonlySet<string>> {
    const rows = await runStatement<{ name: string }>(this.#options.database.pool, {
      name: 'api_keys_live_names',
      text: `select name from api_keys where workspace_id = $1 and revoked_at is null
        and (expires_at is null or expires_at > to_timestamp($2::float8 / 1000))`,
      values: [workspaceId, now],
    });
    return foldedNames(rows);
  }
}

export function foldedNames(named: readonly { readonly name: string }[]): ReadonlySet<string> {
  return new Set([SYSTEM_ACTOR, ...named.map(({ name }) => name)].map(foldedName));
}

/** `names` are folded. */
export function isAmong(names: ReadonlySet<string>, name: string): boolean {
  return names.has(foldedName(name));
}
