import pLimit from 'p-limit';
import type { Instant } from '../instant.ts';
import type { CopyCache } from './copy-cache.ts';
import type { ContentHash } from './image.ts';
import { CLAIM_MS, type PictureClaims } from './picture-claims.ts';
import { batchesOf, type PictureRemover } from './picture-remover.ts';
import type { PictureStorage } from './picture-storage.ts';

const LOOKS_AT_ONCE = 8;

export interface PictureCollectorDependencies {
  readonly storage: PictureStorage;
  readonly cache: CopyCache;
  readonly claims: PictureClaims;
  readonly remover: PictureRemover;
  readonly clock: () => Instant;
}

/**
 * Removes pictures that no image refers to, and their copies. Such pictures remain if an upload or an action ends after storing
 * its picture and before inserting its image, if the storage fails while an image is deleted, or if the database is restored
 * to an earlier time. Safe while uploads, actions and other collectors run, and after a crash at any point: see PictureClaims.
 */
export class PictureCollector {
  readonly #dependencies: PictureCollectorDependencies;

  constructor(dependencies: PictureCollectorDependencies) {
    this.#dependencies = dependencies;
  }

  /** Returns the number of removed pictures. Stops after the current batch if `signal` aborts. */
  async collect(signal?: AbortSignal): Promise<number> {
    const { storage, claims, remover } = this.#dependencies;
    let removed = 0;
    for await (const listed of storage.list()) {
      for (const batch of batchesOf(listed)) {
        signal?.throwIfAborted();
        removed += await remover.remove(await this.#old(await claims.unreferenced(batch)));
      }
    }
    await this.removeLeftCopies();
    await claims.forgetOld();
    return removed;
  }

  /** Removes the copies of pictures that no image refers to: another process may have removed those pictures. */
  async removeLeftCopies(): Promise<void> {
    const { cache, claims } = this.#dependencies;
    const left: ContentHash[] = [];
    for (const batch of batchesOf(await cache.sources())) left.push(...(await claims.unreferenced(batch)));
    if (left.length > 0) await cache.removeCopiesOf(new Set(left));
  }

  /** Older versions store pictures without a claim; the minimum age protects their pictures. */
  async #old(pictures: readonly ContentHash[]): Promise<ContentHash[]> {
    const { storage, clock } = this.#dependencies;
    const before = clock() - CLAIM_MS;
    const lane = pLimit(LOOKS_AT_ONCE);
    const ages = await lane.map(pictures, async (picture) => ({ picture, storedAt: await storage.storedAt(picture) }));
    return ages.filter(({ storedAt }) => storedAt !== null && storedAt <= before).map(({ picture }) => picture);
  }
}
