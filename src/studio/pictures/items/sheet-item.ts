import type { ActionTileFragment, PictureFragment } from '../../generated/graphql.ts';
import { knownMasks } from '../masks/known-masks.ts';

/** One place on the contact sheet: an action with or without its picture, or an uploaded picture. */
export interface SheetItem {
  /** act_… or, of an upload, img_… */
  readonly id: string;
  readonly createdAt: string;
  /** Null where somebody uploaded the picture. */
  readonly action: ActionTileFragment | null;
  /** Null where there is none (yet). */
  readonly picture: PictureFragment | null;
  /** The item whose picture this one continues; null where it begins something. */
  readonly parentId: string | null;
}

/** Its picture is still to come. */
export function isUnfinished({ status }: Pick<ActionTileFragment, 'status'>): boolean {
  return status === 'QUEUED' || status === 'RUNNING';
}

export function itemOfAction(action: ActionTileFragment): SheetItem {
  const { id, createdAt, parent, source, image } = action;
  const parentId = parent?.id ?? source?.id ?? null;
  return { id, createdAt, action, picture: image ?? null, parentId };
}

export function itemOfUpload(picture: PictureFragment): SheetItem {
  return { id: picture.id, createdAt: picture.createdAt, action: null, picture, parentId: null };
}

/** A picture of the project, with the action that made it. */
export interface ListedImage extends PictureFragment {
  readonly action?: { readonly id: string } | null;
}

/**
 * The actions, and of the images those that somebody uploaded: neither made by an action nor painted as a mask. An image from
 * before `actionsSince` is left out unless an action starts from it, because it may be the mask of an action from before.
 */
export function sheetItems(
  actions: readonly ActionTileFragment[],
  images: readonly ListedImage[],
  actionsSince: string,
): SheetItem[] {
  const masks = new Set([...actions.map(({ mask }) => mask?.id), ...knownMasks()]);
  const started = actions.flatMap(({ source, parent }) => (source && !parent ? [source] : []));
  const uploads = [...images.filter(({ action, createdAt }) => !action && createdAt > actionsSince), ...started].filter(
    ({ id }) => !masks.has(id),
  );
  const uploadsById = new Map(uploads.map((image) => [image.id, image]));
  const items = [...actions.map(itemOfAction), ...[...uploadsById.values()].map(itemOfUpload)];
  return items.toSorted((one, other) => newestFirst(one.createdAt, other.createdAt));
}

/** Compares two instants as text: the API writes all of them in one format. */
export function newestFirst(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? 1 : -1;
}
