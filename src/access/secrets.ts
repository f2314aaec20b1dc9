import { hash, timingSafeEqual } from 'node:crypto';

/** The prefix of every secret, by which secret scanners recognise a leaked one. */
const SECRET_MARK = 'dkr_';

/** The prefix of the secret in a sign-in link. It is no credential of the API: requests with it are refused. */
const LINK_MARK = 'dkl_';

/** The prefix of the secret in a share link. It is not a credential of the API either. */
const SHARE_MARK = 'dks_';

/** Number of leading characters of the secret that are stored and shown to identify a key. */
const PREFIX_LENGTH = 12;

type RandomBytes = (size: number) => Uint8Array;

/** The secret of an API key. */
export function newSecret(randomBytes: RandomBytes): string {
  return markedSecret(SECRET_MARK, randomBytes);
}

/** The secret of a sign-in link. */
export function newLinkSecret(randomBytes: RandomBytes): string {
  return markedSecret(LINK_MARK, randomBytes);
}

/** The secret of a share link. */
export function newShareSecret(randomBytes: RandomBytes): string {
  return markedSecret(SHARE_MARK, randomBytes);
}

/** The prefix, then 256 random bits in hexadecimal. */
function markedSecret(mark: string, randomBytes: RandomBytes): string {
  return mark + Buffer.from(randomBytes(32)).toString('hex');
}

export function prefixOf(secret: string): string {
  return secret.slice(0, PREFIX_LENGTH);
}

/** SHA-256: a secret is 256 random bits, so nothing slower is needed to keep it from being guessed. */
export function hashOf(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(hash('sha256', secret, 'buffer'));
}

/** The same hash in base64, for the look-up at each request. Hashing to bytes and converting them to text takes three times as long. */
export function hashTextOf(secret: string): string {
  return hash('sha256', secret, 'base64');
}

/** Compares in constant time. */
export function isSecretOf(secretHash: Uint8Array, secret: string): boolean {
  return timingSafeEqual(secretHash, hashOf(secret));
}
