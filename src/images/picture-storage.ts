import type { Readable } from 'node:stream';
import type { Instant } from '../instant.ts';
import type { ContentHash } from './image.ts';

/**
 * Stores the bytes of pictures by their hash, so that equal pictures are stored once and never change. Writes are atomic: no
 * call returns a part of a picture.
 *
 * Every method throws if the storage is unavailable or full. The call can then be repeated.
 */
export interface PictureStorage {
  /** `picture` is the hash of the bytes. Resolves when the picture is durable: it survives a crash of the machine. */
  put(picture: ContentHash, bytes: Uint8Array): Promise<void>;
  /** Null if it does not exist. */
  get(picture: ContentHash): Promise<Uint8Array | null>;
  /** The same as a stream, for slow readers; null if it does not exist. */
  open(picture: ContentHash): Promise<OpenPicture | null>;
  /** When the picture was first stored; null if it does not exist. */
  storedAt(picture: ContentHash): Promise<Instant | null>;
  /** The hashes of all pictures, in pages. Pictures that are stored or removed meanwhile may be missing. */
  list(): AsyncIterable<readonly ContentHash[]>;
  /** Must be called only for pictures that no image refers to: see `PictureRemover`. */
  remove(picture: ContentHash): Promise<void>;
}

export interface OpenPicture {
  readonly length: number;
  /** The first bytes, enough to recognize the format. */
  readonly beginning: Uint8Array;
  /** The caller must read it to its end or destroy it. */
  readonly content: Readable;
}
