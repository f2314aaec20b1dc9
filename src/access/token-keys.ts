/**
 * The keys that sign access tokens. The newest one signs. After a month it is replaced, and verifies tokens until the last
 * one that it signed has expired.
 */
import type { Database } from '../database/database.ts';
import type { NewId, TokenKeyId } from '../ids.ts';
import { withSetupLock } from '../database/setup-lock.ts';
import { DAY_MS } from '../instant.ts';

export interface TokenKey {
  readonly id: TokenKeyId;
  readonly secret: Uint8Array;
  readonly createdAt: number;
}

/** How long a key signs tokens. */
export const SIGNING_PERIOD_MS = 30 * DAY_MS;

/** A token is valid for at most a day. The second day covers clock differences and processes with a stale list of keys. */
const VERIFIES_FOR_MS = SIGNING_PERIOD_MS + 2 * DAY_MS;

/** The age at which the list of keys is read again. A token with an unknown key id also causes a read. */
const READ_AGAIN_AFTER_MS = 60_000; // 1 minute

const SECRET_BYTES = 32;

export interface TokenKeysOptions {
  readonly database: Database;
  readonly newId: NewId;
  readonly randomBytes: (size: number) => Uint8Array;
  readonly clock: () => number;
}

export class TokenKeys {
  readonly #options: TokenKeysOptions;
  #keys: readonly TokenKey[] = [];
  #readAt = -Infinity;

  constructor(options: TokenKeysOptions) {
    this.#options = options;
  }

  /** The key to sign with. */
  async signing(): Promise<TokenKey> {
    await this.#readIfOld();
    const newest = this.#keys[0];
    if (newest && this.#options.clock() - newest.createdAt < SIGNING_PERIOD_MS) return newest;
    return this.#makeNext();
  }

  /** The key with this id, if tokens that it signed may still be valid. */
  async verifying(id: string): Promise<TokenKey | null> {
    await this.#readIfOld();
    const isOf = (key: TokenKey) => key.id === id && this.#options.clock() - key.createdAt < VERIFIES_FOR_MS;
    const known = this.#keys.find(isOf);
    if (known) return known;
    // Another process may just have created it. At most one read a second, so that made-up ids cause no load.
    if (this.#options.clock() - this.#readAt < 1_000) return null;
    await this.#read();
    return this.#keys.find(isOf) ?? null;
  }

  /** Only one of several processes that find the newest key too old creates the next one. */
  async #makeNext(): Promise<TokenKey> {
    const { database, newId, randomBytes, clock } = this.#options;
    return withSetupLock(database.url, async () => {
      await this.#read();
      const newest = this.#keys[0];
      if (newest && clock() - newest.createdAt < SIGNING_PERIOD_MS) return newest;
      const createdAt = new Date(clock());
      const key = { id: newId<TokenKeyId>(), secret: new Uint8Array(randomBytes(SECRET_BYTES)), createdAt };
      await database.prisma.tokenKey.create({ data: key });
      await database.prisma.tokenKey.deleteMany({ where: { createdAt: { lt: new Date(clock() - VERIFIES_FOR_MS) } } });
      await this.#read();
      return { ...key, createdAt: clock() };
    });
  }

  async #readIfOld(): Promise<void> {
    if (this.#options.clock() - this.#readAt >= READ_AGAIN_AFTER_MS) await this.#read();
  }

  async #read(): Promise<void> {
    const rows = await this.#options.database.prisma.tokenKey.findMany({ orderBy: { createdAt: 'desc' } });
    this.#keys = rows.map(({ id, secret, createdAt }) => {
      return { id: id as TokenKeyId, secret, createdAt: createdAt.getTime() }; // ids are stored unchanged
    });
    this.#readAt = this.#options.clock();
  }
}
