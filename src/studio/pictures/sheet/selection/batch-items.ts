import type { BatchItemInput, PictureFragment } from '../../../generated/graphql.ts';
import { expanded, sidesForRatio, sidesProblem } from '../../perform/expanding.ts';

/** What is wanted of each picture. */
export type BatchWish =
  { readonly kind: 'BACKGROUND'; readonly background: string } | { readonly kind: 'EXPAND'; readonly ratio: string };

/** Those of which something is to be made: a picture that has the ratio already, or would be too large, is left out. */
export function fitFor(wish: BatchWish, pictures: readonly PictureFragment[]): readonly PictureFragment[] {
  if (wish.kind === 'BACKGROUND') return pictures;
  return pictures.filter((picture) => {
    const size = expanded(picture, sidesForRatio(picture, wish.ratio));
    return size.width * size.height > picture.width * picture.height && sidesProblem(size) === null;
  });
}

/** One item for each picture, with an idempotency key of its own that is told from the batch's. */
export function batchItems(
  wish: BatchWish,
  pictures: readonly PictureFragment[],
  { key, maxCredits }: { readonly key: string; readonly maxCredits: number },
): BatchItemInput[] {
  return pictures.map((picture) => {
    const of = { idempotencyKey: `${key} ${picture.id}`, imageId: picture.id, maxCredits };
    return wish.kind === 'BACKGROUND'
      ? { background: { ...of, background: wish.background.trim() } }
      : { expand: { ...of, ...sidesForRatio(picture, wish.ratio) } };
  });
}
