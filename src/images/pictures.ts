import type { ContentHash, StoredImage } from './image.ts';
import { inspectPicture } from './inspect-picture.ts';
import type { PictureStorage } from './picture-storage.ts';
import type { PictureType } from './picture-type.ts';
import type { Refused } from './refusal.ts';
import type { LimitFunction } from 'p-limit';

/** What is known of a picture once it is stored, and becomes the row of an image. */
export interface SavedPicture {
  readonly contentType: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly contentHash: ContentHash;
}

/** The way of all pictures into the storage: nothing is in it that was not decoded to its end. */
export class Pictures {
  readonly #storage: PictureStorage;
  readonly #lane: LimitFunction;

  constructor({ storage, lane }: { storage: PictureStorage; lane: LimitFunction }) {
    this.#storage = storage;
    this.#lane = lane;
  }

  /** Stores what somebody sent, upright, if it is a sound picture of the type. */
  async take(bytes: Uint8Array, expected: PictureType): Promise<{ status: 'saved'; picture: SavedPicture } | Refused> {
    return this.#save(bytes, expected);
  }

  /** Stores what an engine made. Throws where it is not a sound picture. */
  async save(bytes: Uint8Array): Promise<SavedPicture> {
    const outcome = await this.#save(bytes, null);
    if (outcome.status === 'refused') throw new Error(`what was made cannot be stored: ${outcome.message}`);
    return outcome.picture;
  }

  /** Throws where the storage has lost it. */
  async read({ id, contentHash }: Pick<StoredImage, 'id' | 'contentHash'>): Promise<Uint8Array> {
    const bytes = await this.#storage.get(contentHash);
    if (bytes === null) throw new Error(`the storage has no picture ${contentHash}, which image ${id} needs`);
    return bytes;
  }

  async #save(
    bytes: Uint8Array,
    expected: PictureType | null,
  ): Promise<{ status: 'saved'; picture: SavedPicture } | Refused> {
    const found = await this.#lane(() => inspectPicture(bytes, expected));
    if (found.status === 'refused') return found;
    const { contentType, width, height } = found;
    const contentHash = await this.#storage.put(found.bytes);
    return { status: 'saved', picture: { contentType, bytes: found.bytes.length, width, height, contentHash } };
  }
}
