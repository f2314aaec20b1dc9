import { hkdfSync } from 'node:crypto';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import type { Instant } from '../instant.ts';
import type { TokenKeys } from './token-keys.ts';

const KEY_BYTES = 32;

/**
 * Encrypts data that a browser stores and must neither read nor change. The keys are derived from the signing keys of access
 * tokens, so that every process can decrypt the data of another one, for at least 2 days.
 */
export class CookieCipher {
  readonly #keys: TokenKeys;
  readonly #clock: () => Instant;

  constructor(keys: TokenKeys, clock: () => Instant) {
    this.#keys = keys;
    this.#clock = clock;
  }

  /** Encrypts data that can only be opened for the same `purpose` and until `expiresAt`. */
  async seal(purpose: string, value: object, expiresAt: Instant): Promise<string> {
    const { id, secret } = await this.#keys.signing();
    return new EncryptJWT({ value })
      .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: id })
      .setAudience(purpose)
      .setExpirationTime(Math.floor(expiresAt / 1000))
      .encrypt(derived(secret));
  }

  /** Decrypts data; null if it was not sealed here for this purpose, was changed, or has expired. */
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

/** A separate key for encryption, because the secret itself is used for signatures. */
function derived(secret: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', secret, '', 'darkroom sealed for browsers', KEY_BYTES));
}
