import pLimit from 'p-limit';
import { contentHashOf } from './content-hash.ts';
import type { ContentHash } from './image.ts';
import type { PictureStorage } from './picture-storage.ts';

/** Copies under way: each holds a picture of up to some 20 MiB. */
const COPIES_AT_ONCE = 8;

export interface MoveReport {
  readonly copied: number;
  /** They were in the target already. */
  readonly present: number;
  /** Their bytes do not have their hash, so they were not copied. */
  readonly damaged: readonly ContentHash[];
}

/**
 * Copies every picture of one storage to another, and leaves the first as it is. Servers may run meanwhile. Repeat it after an
 * error: what the target has is not sent again.
 */
export async function movePictures(from: PictureStorage, to: PictureStorage): Promise<MoveReport> {
  let [copied, present] = [0, 0];
  const damaged: ContentHash[] = [];
  const lane = pLimit(COPIES_AT_ONCE);
  for await (const listed of from.list()) {
    await lane.map(listed, async (picture) => {
      if ((await to.storedAt(picture)) !== null) {
        present += 1;
        return;
      }
      const bytes = await from.get(picture);
      if (bytes === null) return; // removed meanwhile, as no image refers to it
      if (contentHashOf(bytes) !== picture) {
        damaged.push(picture);
        return;
      }
      await to.put(picture, bytes);
      copied += 1;
    });
  }
  return { copied, present, damaged };
}
