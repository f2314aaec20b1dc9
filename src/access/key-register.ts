/**
 * A cache of the API keys in use in this process. It is refreshed twice a second, so that a revocation in any process takes
 * effect here within a second without a query for every request. A key that was not refreshed for a second is read again
 * before it is accepted: while the database is unavailable, no key is.
 */
import type { Logger } from 'pino';
import type { Database } from '../database/database.ts';
import { runStatement } from '../database/statement.ts';
import type { ApiKeyId } from '../ids.ts';
import { API_KEY_COLUMNS, API_KEY_TABLES, type ApiKey, isAlive } from './api-key.ts';
import { hashTextOf, isSecretOf, prefixOf } from './secrets.ts';

const REFRESH_INTERVAL_MS = 400;

/** The age at which a cached key must be read again before it is accepted. */
const FRESH_FOR_MS = 1_000; // 1 second

/** A key that is not used for this long is no longer refreshed. */
const REMEMBERED_FOR_MS = 60_000; // 1 minute

/** `lastUsedAt` is accurate to one minute: it is written no more often. */
const LAST_USED_STEP_MS = 60_000; // 1 minute

interface Known {
  key: ApiKey;
  /** The monotonic time before the query: the process may have been suspended while it waited for the result. */
  readAtMs: number;
  usedAtMs: number;
}

export interface KeyRegisterOptions {
  readonly database: Database;
  readonly clock: () => number;
  /** Measures the age of cached keys, unaffected by steps of the system clock. */
  readonly monotonicMs: () => number;
  readonly log: Logger;
}

export class KeyRegister {
  readonly #options: KeyRegisterOptions;
  readonly #known = new Map<ApiKeyId, Known>();
  /** By the base64 SHA-256 of the secret. Contains only secrets of existing keys. */
  readonly #idsByHash = new Map<string, ApiKeyId>();
  readonly #listeners = new Set<() => void>();
  /** Number of open sessions by key. A key with an open session is always refreshed. */
  readonly #sessions = new Map<ApiKeyId, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: KeyRegisterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => void this.#refresh(), REFRESH_INTERVAL_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Calls the listener after every refresh, so that it can end sessions of revoked keys. */
  afterRefresh(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** The key with this secret; null if there is none or it cannot be used now. */
  async bySecret(secret: string): Promise<ApiKey | null> {
    const hash = hashTextOf(secret);
    const readAtMs = this.#options.monotonicMs();
    const id = this.#idsByHash.get(hash);
    if (id !== undefined) {
      const key = await this.byId(id);
      if (!key || key.prefix === prefixOf(secret)) return key;
      this.#idsByHash.delete(hash); // the hash of the previous secret
    }
    const rows = await runStatement<ApiKey & { secretHash: Buffer }>(this.#options.database.pool, {
      name: 'api_keys_by_prefix',
      text: `select ${API_KEY_COLUMNS}, k.secret_hash as "secretHash"
        from ${API_KEY_TABLES} where k.prefix = $1`,
      values: [prefixOf(secret)],
    });
    const found = rows.find(({ secretHash }) => isSecretOf(secretHash, secret));
    if (!found) return null;
    this.#idsByHash.set(hash, found.id);
    this.#remember(found, readAtMs);
    return this.#usable(found.id);
  }

  /** The key; null if it does not exist or cannot be used now. */
  async byId(id: ApiKeyId): Promise<ApiKey | null> {
    const known = this.#known.get(id);
    if (!known || this.#options.monotonicMs() - known.readAtMs > FRESH_FOR_MS) await this.#read([id]);
    return this.#usable(id);
  }

  /** Call when a session begins that ends with the key. The key must just have been found usable. */
  hold(id: ApiKeyId): void {
    this.#sessions.set(id, (this.#sessions.get(id) ?? 0) + 1);
  }

  /** Call when a session that held the key has ended. */
  release(id: ApiKeyId): void {
    const left = (this.#sessions.get(id) ?? 0) - 1;
    if (left > 0) this.#sessions.set(id, left);
    else this.#sessions.delete(id);
  }

  /** Whether a key that a session holds was usable when it was last read. A deleted key is not. */
  isStillAlive(id: ApiKeyId): boolean {
    const known = this.#known.get(id);
    return known !== undefined && isAlive(known.key, this.#options.clock());
  }

  /** The prefix of the key's current secret, which changes with the secret; null if this process does not know the key. */
  prefixOfKey(id: ApiKeyId): string | null {
    return this.#known.get(id)?.key.prefix ?? null;
  }

  /** Reads a key that this process has changed, and notifies the listeners at once. */
  async readAgain(id: ApiKeyId): Promise<void> {
    await this.#read([id]);
    this.#tellListeners();
  }

  #tellListeners(): void {
    for (const listener of this.#listeners) listener();
  }

  #usable(id: ApiKeyId): ApiKey | null {
    const known = this.#known.get(id);
    const now = this.#options.clock();
    if (!known || !isAlive(known.key, now)) return null;
    known.usedAtMs = this.#options.monotonicMs();
    if ((known.key.lastUsedAt ?? 0) <= now - LAST_USED_STEP_MS) this.#noteUse(known, now);
    return known.key;
  }

  #noteUse(known: Known, now: number): void {
    const { database, log } = this.#options;
    known.key = { ...known.key, lastUsedAt: now };
    runStatement(database.pool, {
      name: 'api_keys_note_use',
      text: `update api_keys set last_used_at = to_timestamp($2::float8 / 1000)
        where id = $1 and (last_used_at is null or last_used_at <= to_timestamp(($2::float8 - $3) / 1000))`,
      values: [known.key.id, now, LAST_USED_STEP_MS],
    }).catch((error: unknown) => log.debug({ err: error }, 'could not store when a key was last used'));
  }

  async #refresh(): Promise<void> {
    const nowMs = this.#options.monotonicMs();
    for (const [id, { usedAtMs }] of this.#known) {
      if (!this.#sessions.has(id) && nowMs - usedAtMs > REMEMBERED_FOR_MS) this.#known.delete(id);
    }
    this.#tellListeners(); // expired keys end now: a database that does not respond would delay this by seconds
    if (this.#known.size === 0) return;
    try {
      await this.#read([...this.#known.keys()]);
      this.#tellListeners();
    } catch (error) {
      this.#options.log.debug({ err: error }, 'could not refresh the cached keys');
    }
  }

  async #read(ids: readonly ApiKeyId[]): Promise<void> {
    const readAtMs = this.#options.monotonicMs();
    const rows = await runStatement<ApiKey>(this.#options.database.pool, {
      name: 'api_keys_read',
      text: `select ${API_KEY_COLUMNS} from ${API_KEY_TABLES}
        where k.id = any($1::uuid[])`,
      values: [ids],
    });
    for (const row of rows) this.#remember(row, readAtMs);
    const found = new Set(rows.map(({ id }) => id));
    for (const id of ids) if (!found.has(id)) this.#known.delete(id);
  }

  #remember(key: ApiKey, readAtMs: number): void {
    const known = this.#known.get(key.id);
    if (known && known.readAtMs > readAtMs) return; // a later read has returned first
    this.#known.set(key.id, { key, readAtMs, usedAtMs: known?.usedAtMs ?? readAtMs });
  }
}
