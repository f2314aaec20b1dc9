import pLimit from 'p-limit';
import type { Instant } from '../instant.ts';
import type { CopyCache } from './copy-cache.ts';
import type { ContentHash } from './image.ts';
import { type PictureClaims, REMOVAL_LIMIT_MS } from './picture-claims.ts';
import type { PictureStorage } from './picture-storage.ts';

/** The number of pictures that are removed as one batch. */
const BATCH = 100;
const REMOVALS_AT_ONCE = 8;

export interface PictureRemoverDependencies {
  readonly storage: PictureStorage;
  readonly cache: CopyCache;
  readonly claims: PictureClaims;
  readonly clock: () => Instant;
  /** Called with pictures whose files are gone, so that other processes remove their copies. Must not throw. */
  readonly removed: (pictures: readonly ContentHash[]) => void;
}

/** Removes the files of pictures that no image refers to and nobody is storing, with their copies: see PictureClaims. */
export class PictureRemover {
  readonly #dependencies: PictureRemoverDependencies;

  constructor(dependencies: PictureRemoverDependencies) {
    this.#dependencies = dependencies;
  }

  /** Returns the number of removed pictures. Pictures that an image still refers to are kept. */
  async remove(candidates: readonly ContentHash[]): Promise<number> {
    let removed = 0;
    for (const batch of batchesOf([...new Set(candidates)])) removed += await this.#removeBatch(batch);
    return removed;
  }

  async #removeBatch(candidates: readonly ContentHash[]): Promise<number> {
    const { cache, claims, clock, removed } = this.#dependencies;
    const beganAt = clock();
    const pictures = await claims.beginRemoval(candidates, beganAt);
    if (pictures.length === 0) return 0;
    const gone = await this.#removeFiles(pictures, beganAt);
    await cache.removeCopiesOf(new Set(gone));
    removed(gone);
    await claims.endRemoval(pictures, beganAt);
    return gone.length;
  }

  async #removeFiles(pictures: readonly ContentHash[], beganAt: Instant): Promise<ContentHash[]> {
    const { storage, clock } = this.#dependencies;
    const gone: ContentHash[] = [];
    await pLimit(REMOVALS_AT_ONCE).map(pictures, async (picture) => {
      if (clock() - beganAt > REMOVAL_LIMIT_MS) return; // the next collection removes it
      await storage.remove(picture);
      gone.push(picture);
    });
    return gone;
  }
}

export function batchesOf(pictures: readonly ContentHash[]): ContentHash[][] {
  return Array.from({ length: Math.ceil(pictures.length / BATCH) }, (_, at) =>
    pictures.slice(at * BATCH, (at + 1) * BATCH),
  );
}
