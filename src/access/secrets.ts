import { hash, timingSafeEqual } from 'node:crypto';

/** The prefix of every secret, by which secret scanners recognise a leaked one. */
const SECRET_MARK = 'dkr_';

/** The prefix of what a sign-in link carries. It is not a credential: requests with it are refused. */
const LINK_MARK = 'dkl_';

/** The prefix of what a share link carries. It is no credential of the API either. */
const SHARE_MARK = 'dks_';

/** Number of leading characters of the secret that are stored and shown to identify a key. */
const PREFIX_LENGTH = 12;

/** The prefix, then 256 random bits in hexadecimal. */
export function newSecret(randomBytes: (size: number) => Uint8Array): string {
  return SECRET_MARK + Buffer.from(randomBytes(32)).toString('hex');
}

/** The same for a sign-in link. */
export function newLinkSecret(randomBytes: (size: number) => Uint8Array): string {
  return LINK_MARK + Buffer.from(randomBytes(32)).toString('hex');
}

/** The same for a share link. */
export function newShareSecret(randomBytes: (size: number) => Uint8Array): string {
  return SHARE_MARK + Buffer.from(randomBytes(32)).toString('hex');
}

export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

/** SHA-256: a secret is 256 random bits, so nothing slower is needed to keep it from being guessed. */
export function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}

/** Compares in constant time. */
export function isSecretOf(secretHash: Uint8Array, secret: string): boolean {
  return timingSafeEqual(secretHash, hashOf(secret));
}
