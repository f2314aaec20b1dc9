import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { Instant } from '../instant.ts';
import type { TokenKeys } from './token-keys.ts';

const KEY_BYTES = 32;

/**
 * Encrypts what a browser keeps for us and must neither read nor alter. The keys are derived from those that sign access
 * tokens, so every process can open what another one sealed, for at least 2 days.
 */
export class Sealer {
  readonly #keys: TokenKeys;
  readonly #clock: () => Instant;

  constructor(keys: TokenKeys, clock: () => Instant) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Can be opened for `purpose` alone, and only until `expiresAt`. */
  async seal(purpose: string, value: object, expiresAt: Instant): Promise<string> {
    const { id, secret } = await this.#keys.signing();
    return new EncryptJWT({ value })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
      .setAudience(purpose)
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .encrypt(derived(secret));
  }

  /** What was sealed; null if it was not sealed here for this purpose, was altered, or has expired. */
  async open(purpose: string, sealed: string): Promise<unknown> {
    try {
      const { payload } = await jwtDecrypt(
        sealed,
        async ({ kid = '' }) => {
          const key = await this.#keys.verifying(kid);
          if (!key) throw new errors.JWEInvalid('no such key');
          return derived(key.secret);
        },
        {
          audience: purpose,
          currentDate: new Date(this.#clock()),
          keyManagementAlgorithms: ['dir'],
          contentEncryptionAlgorithms: ['A256GCM'],
        },
      );
      return payload['value'];
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}

/** A key for one algorithm only: the one that it is derived from signs. */
function derived(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'darkroom sealed for browsers', KEY_BYTES));
}
