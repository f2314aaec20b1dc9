import { contentHashOf } from './content-hash.ts';
import type { ContentHash, StoredImage } from './image.ts';
import { inspectPicture } from './inspect-picture.ts';
import type { PictureClaims } from './picture-claims.ts';
import type { PictureStorage } from './picture-storage.ts';
import type { PictureType } from './picture-type.ts';
import type { Refused } from './refusal.ts';
import type { LimitFunction } from 'p-limit';

/** The properties of a stored picture, which become the row of an image. */
export interface SavedPicture {
  readonly contentType: PictureType;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
  readonly contentHash: ContentHash;
}

/** Every picture is stored through this class, which first decodes it completely and claims it. */
export class Pictures {
  readonly #storage: PictureStorage;
  readonly #claims: PictureClaims;
  readonly #lane: LimitFunction;

  constructor(parts: { storage: PictureStorage; claims: PictureClaims; lane: LimitFunction }) {
    const { storage, claims, lane } = parts;
    this.#storage = storage;
    this.#claims = claims;
    this.#lane = lane;
  }

  /** Stores an uploaded picture, rotated upright, if it is a complete picture of the type. */
  async take(bytes: Uint8Array, expected: PictureType): Promise<{ status: 'saved'; picture: SavedPicture } | Refused> {
    return this.#save(bytes, expected);
  }

  /** Stores the picture of an engine. Throws if it is not a complete picture. */
  async save(bytes: Uint8Array): Promise<SavedPicture> {
    const outcome = await this.#save(bytes, null);
    if (outcome.status === 'refused') throw new Error(`the picture of the engine cannot be stored: ${outcome.message}`);
    return outcome.picture;
  }

  /** Throws if the storage has lost it. */
  async read({ id, contentHash }: Pick<StoredImage, 'id' | 'contentHash'>): Promise<Uint8Array> {
    const bytes = await this.#storage.get(contentHash);
    if (bytes === null) throw new Error(`the picture ${contentHash} of image ${id} is missing in the storage`);
    return bytes;
  }

  async #save(
    bytes: Uint8Array,
    expected: PictureType | null,
  ): Promise<{ status: 'saved'; picture: SavedPicture } | Refused> {
    const found = await this.#lane(() => inspectPicture(bytes, expected));
    if (found.status === 'refused') return found;
    const { contentType, width, height } = found;
    const contentHash = contentHashOf(found.bytes);
    await this.#claims.claim(contentHash);
    await this.#storage.put(contentHash, found.bytes);
    return { status: 'saved', picture: { contentType, bytes: found.bytes.length, width, height, contentHash } };
  }
}
