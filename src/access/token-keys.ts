/**
 * What signs access tokens. The newest key signs; a key that is a month old is followed by a new one, and goes on
 * verifying until the last token that it can have signed has ended.
 */
import type { Database } from '../database/database.ts';
import type { NewId, TokenKeyId } from '../ids.ts';
import { withSetupLock } from '../database/setup-lock.ts';

export interface TokenKey {
  readonly id: TokenKeyId;
  readonly secret: Uint8Array;
  readonly createdAt: number;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A key signs for so long. */
export const SIGNS_FOR_MS = 30 * DAY_MS;

/** A token lives a day at the most; the second day is for clocks and for a process that has not looked for a while. */
const VERIFIES_FOR_MS = SIGNS_FOR_MS + 2 * DAY_MS;

/** What was read is looked at again after so long, or when a token names a key that is not known. */
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
    if (newest && this.#options.clock() - newest.createdAt < SIGNS_FOR_MS) return newest;
    return this.#makeNext();
  }

  /** The key of this id, where a token that it signed may still be valid. */
  async verifying(id: string): Promise<TokenKey | null> {
    await this.#readIfOld();
    const isOf = (key: TokenKey) => key.id === id && this.#options.clock() - key.createdAt < VERIFIES_FOR_MS;
    const known = this.#keys.find(isOf);
    if (known) return known;
    // Another process may have made it a moment ago; whoever asks for nonsense makes us look once a second at the most.
    if (this.#options.clock() - this.#readAt < 1_000) return null;
    await this.#read();
    return this.#keys.find(isOf) ?? null;
  }

  /** Of several processes that find the newest too old, one makes the next. */
  async #makeNext(): Promise<TokenKey> {
    const { database, newId, randomBytes, clock } = this.#options;
    return withSetupLock(database.url, async () => {
      await this.#read();
      const newest = this.#keys[0];
      if (newest && clock() - newest.createdAt < SIGNS_FOR_MS) return newest;
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
      return { id: id as TokenKeyId, secret, createdAt: createdAt.getTime() }; // an id comes out as it went in
    });
    this.#readAt = this.#options.clock();
  }
}
