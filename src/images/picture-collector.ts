import pLimit from 'p-limit';
import type { Instant } from '../instant.ts';
import type { CopyCache } from './copy-cache.ts';
import type { ContentHash } from './image.ts';
import { CLAIM_MS, type PictureClaims, REMOVAL_LIMIT_MS } from './picture-claims.ts';
import type { PictureStorage } from './picture-storage.ts';

/** The number of pictures that are examined and removed as one batch. */
const BATCH = 100;
const REMOVALS_AT_ONCE = 8;

export interface PictureCollectorDependencies {
  readonly storage: PictureStorage;
  readonly cache: CopyCache;
  readonly claims: PictureClaims;
  readonly clock: () => Instant;
}

/**
 * Removes pictures that no image refers to, and their copies. Such pictures remain if an upload or an action ends after storing
 * its picture and before inserting its image, or if the database is restored to an earlier time. Safe while uploads, actions
 * and other collectors run, and after a crash at any point: see PictureClaims.
 */
export class PictureCollector {
  readonly #dependencies: PictureCollectorDependencies;

  constructor(dependencies: PictureCollectorDependencies) {
    this.#dependencies = dependencies;
  }

  /** Returns the number of removed pictures. Stops after the current batch if `signal` aborts. */
  async collect(signal?: AbortSignal): Promise<number> {
    const { storage, claims } = this.#dependencies;
    let removed = 0;
    for await (const listed of storage.list()) {
      for (const batch of batchesOf(listed)) {
        signal?.throwIfAborted();
        removed += await this.#removeUnreferenced(batch);
      }
    }
    await this.#removeCopies();
    await claims.forgetOld();
    return removed;
  }

  async #removeUnreferenced(batch: readonly ContentHash[]): Promise<number> {
    const { claims, clock } = this.#dependencies;
    const candidates = await this.#old(await claims.unreferenced(batch));
    if (candidates.length === 0) return 0;
    const beganAt = clock();
    const pictures = await claims.beginRemoval(candidates, beganAt);
    if (pictures.length === 0) return 0;
    const removed = await this.#remove(pictures, beganAt);
    await claims.endRemoval(pictures, beganAt);
    return removed;
  }

  /** Older versions store pictures without a claim; the minimum age protects their pictures. */
  async #old(pictures: readonly ContentHash[]): Promise<ContentHash[]> {
    const { storage, clock } = this.#dependencies;
    const before = clock() - CLAIM_MS;
    const lane = pLimit(REMOVALS_AT_ONCE);
    const ages = await lane.map(pictures, async (picture) => ({ picture, storedAt: await storage.storedAt(picture) }));
    return ages.filter(({ storedAt }) => storedAt !== null && storedAt <= before).map(({ picture }) => picture);
  }

  async #remove(pictures: readonly ContentHash[], beganAt: Instant): Promise<number> {
    const { storage, clock } = this.#dependencies;
    let removed = 0;
    await pLimit(REMOVALS_AT_ONCE).map(pictures, async (picture) => {
      if (clock() - beganAt > REMOVAL_LIMIT_MS) return; // the next collection removes it
      await storage.remove(picture);
      removed += 1;
    });
    return removed;
  }

  /** Copies are made only of pictures with an image. */
  async #removeCopies(): Promise<void> {
    const { cache, claims } = this.#dependencies;
    const lost: ContentHash[] = [];
    for (const batch of batchesOf(await cache.sources())) lost.push(...(await claims.unreferenced(batch)));
    if (lost.length > 0) await cache.removeCopiesOf(new Set(lost));
  }
}

function batchesOf(pictures: readonly ContentHash[]): ContentHash[][] {
  return Array.from({ length: Math.ceil(pictures.length / BATCH) }, (_, at) =>
    pictures.slice(at * BATCH, (at + 1) * BATCH),
  );
}
