import { createHash } from 'node:crypto';
import { type ContentHash, isContentHash } from './image.ts';

/** The SHA-256 of the bytes. Takes about 1 ms per MiB. */
export function contentHashOf(bytes: Uint8Array): ContentHash {
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (!isContentHash(hash)) throw new TypeError(`${hash} is no SHA-256`);
  return hash;
}
