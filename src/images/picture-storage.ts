import type { Readable } from 'node:stream';
import type { ContentHash } from './image.ts';

/**
 * Stores the bytes of pictures by their hash, so that equal pictures are stored once and never change. Writes are atomic: no
 * call returns a part of a picture.
 *
 * Every method throws if the storage is unavailable or full. The call can then be repeated.
 */
export interface PictureStorage {
  /** Resolves when the picture is durable: it survives a crash of the machine. */
  put(bytes: Uint8Array): Promise<ContentHash>;
  /** Null if it does not exist. */
  get(picture: ContentHash): Promise<Uint8Array | null>;
  /** The same as a stream, for slow readers; null if it does not exist. */
  open(picture: ContentHash): Promise<OpenPicture | null>;
  /** Stores a copy that was derived from a picture. Replaces one of the same name. */
  putCopy(copy: CopyKey, bytes: Uint8Array): Promise<void>;
  /** Null if it does not exist. A copy can be evicted at any time and made again. */
  getCopy(copy: CopyKey): Promise<Uint8Array | null>;
}

export interface OpenPicture {
  readonly length: number;
  /** The first bytes, enough to recognize the format. */
  readonly beginning: Uint8Array;
  /** The caller must read it to its end or destroy it. */
  readonly content: Readable;
}

/** Identifies a copy by its source and recipe, because its hash is not known before it is made. */
export interface CopyKey {
  readonly of: ContentHash;
  /** Encodes everything that the bytes depend on except the picture, in lower-case letters, digits and `-`. */
  readonly recipe: string;
}
