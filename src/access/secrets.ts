import { hash, timingSafeEqual } from 'node:crypto';

/** What every secret of ours begins with, so that a leaked one is recognised. */
const SECRET_MARK = 'dkr_';

/** As many characters of the secret are kept and shown, to tell keys apart. */
const PREFIX_LENGTH = 12;

/** 256 random bits in hexadecimal, behind the mark. */
export function newSecret(randomBytes: (size: number) => Uint8Array): string {
  return SECRET_MARK + Buffer.from(randomBytes(32)).toString('hex');
}

export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

/** SHA-256: a secret is 256 random bits, so nothing slower is needed to keep it from being guessed. */
export function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}

/** Takes as long whatever of the secret is wrong. */
export function isSecretOf(secretHash: Uint8Array, secret: string): boolean {
  return timingSafeEqual(secretHash, hashOf(secret));
}
