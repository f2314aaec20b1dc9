import { createHash } from 'node:crypto';
import { type ContentHash, isContentHash } from '../../src/images/image.ts';

/** The hash under which bytes are to be found. */
export function contentHash(bytes: Uint8Array): ContentHash {
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (!isContentHash(hash)) throw new TypeError(`${hash} is no SHA-256`);
  return hash;
}
