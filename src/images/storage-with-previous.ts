import type { Instant } from '../instant.ts';
import type { ContentHash } from './image.ts';
import type { OpenPicture, PictureStorage } from './picture-storage.ts';

/**
 * A storage during a move from a previous one: pictures that it lacks are read from the previous storage. Writes and lists only
 * in the new storage. Removes from both, because a picture that were left in the previous one would still be delivered.
 */
export class StorageWithPrevious implements PictureStorage {
  readonly #storage: PictureStorage;
  readonly #previous: PictureStorage;

  constructor(storage: PictureStorage, previous: PictureStorage) {
    this.#storage = storage;
    this.#previous = previous;
  }

  put(picture: ContentHash, bytes: Uint8Array): Promise<void> {
    return this.#storage.put(picture, bytes);
  }

  async get(picture: ContentHash): Promise<Uint8Array | null> {
    return (await this.#storage.get(picture)) ?? this.#previous.get(picture);
  }

  async open(picture: ContentHash): Promise<OpenPicture | null> {
    return (await this.#storage.open(picture)) ?? this.#previous.open(picture);
  }

  async storedAt(picture: ContentHash): Promise<Instant | null> {
    return (await this.#storage.storedAt(picture)) ?? this.#previous.storedAt(picture);
  }

  list(): AsyncIterable<readonly ContentHash[]> {
    return this.#storage.list();
  }

  async remove(picture: ContentHash): Promise<void> {
    await this.#storage.remove(picture);
    await this.#previous.remove(picture);
  }
}
