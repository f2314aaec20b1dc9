import type { Readable } from 'node:stream';
import type { ContentHash } from './image.ts';

/**
 * Where the bytes of pictures are. A picture is found by the hash of its bytes, so that the same picture is kept once
 * and is never changed. All is there or nothing is: no call ever gives a part of what was put.
 *
 * Every method throws when the storage cannot be reached or is full; the same call may then be repeated.
 */
export interface PictureStorage {
  /** Resolves once the picture would survive a crash of the machine. */
  put(bytes: Uint8Array): Promise<ContentHash>;
  /** Null where there is none. */
  get(picture: ContentHash): Promise<Uint8Array | null>;
  /** The same to be read bit by bit, by whoever is slow to take it; null where there is none. */
  open(picture: ContentHash): Promise<OpenPicture | null>;
  /** Keeps what was derived from a picture. What was there under the same name gives way. */
  putCopy(copy: CopyKey, bytes: Uint8Array): Promise<void>;
  /** Null where there is none (any more): a copy may be thrown away at any time, and is made again. */
  getCopy(copy: CopyKey): Promise<Uint8Array | null>;
}

export interface OpenPicture {
  readonly length: number;
  /** Enough of its bytes to recognise it by. */
  readonly beginning: Uint8Array;
  /** Is to be read to its end or destroyed. */
  readonly content: Readable;
}

/** Names a copy by what it was made from and how, since its own bytes are known only to who has made it. */
export interface CopyKey {
  readonly of: ContentHash;
  /** Everything that the bytes depend on, besides the picture: lower-case letters, digits and `-`. */
  readonly recipe: string;
}
