import type { Instant } from '../instant.ts';
import type { ContentHash } from './image.ts';
import type { OpenPicture, PictureStorage } from './picture-storage.ts';

/**
 * A storage while its pictures still move in from a previous one: what it lacks is read there. Writes, lists and removes only
 * in the storage itself, so that the previous one stays as it is until the move is complete.
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

  storedAt(picture: ContentHash): Promise<Instant | null> {
    return this.#storage.storedAt(picture);
  }

  list(): AsyncIterable<readonly ContentHash[]> {
    return this.#storage.list();
  }

  remove(picture: ContentHash): Promise<void> {
    return this.#storage.remove(picture);
  }
}
