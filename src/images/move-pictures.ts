import pLimit from 'p-limit';
import { contentHashOf } from './content-hash.ts';
import type { ContentHash } from './image.ts';
import type { PictureStorage } from './picture-storage.ts';

/** Concurrent copies; each holds a picture of up to about 20 MiB in memory. */
const COPIES_AT_ONCE = 8;

export interface MoveReport {
  readonly copied: number;
  /** Pictures that the target already had. */
  readonly present: number;
  /** Pictures whose bytes do not match their hash; they were not copied. */
  readonly damaged: readonly ContentHash[];
}

/**
 * Copies every picture from one storage to another; the source is not changed. Servers may run meanwhile. After an error it can
 * be repeated: pictures that the target has are skipped. `onCopied` is told each picture that was written.
 */
export async function movePictures(
  from: PictureStorage,
  to: PictureStorage,
  onCopied: (picture: ContentHash) => void = () => {},
): Promise<MoveReport> {
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
      if (bytes === null) return; // the collector removed it meanwhile
      if (contentHashOf(bytes) !== picture) {
        damaged.push(picture);
        return;
      }
      await to.put(picture, bytes);
      onCopied(picture);
      copied += 1;
    });
  }
  return { copied, present, damaged };
}
