import { anonymousDocuments, dearDocuments, drippedBodies, unreadAnswers } from './documents.ts';
import type { HostileCaller } from './hostile-caller.ts';
import { largePictures, newWidths, stalledUploads, unreadPictures } from './pictures.ts';
import { fragments, keptDocuments, largeSubscriptions, pings } from './sockets.ts';

/** Those that want a process to hold more than it can. */
export const MEMORY_CALLERS: Readonly<Record<string, HostileCaller>> = {
  stalledUploads,
  unreadPictures,
  largeSubscriptions,
  keptDocuments,
  fragments,
  unreadAnswers,
};

export const EVERY_CALLER: Readonly<Record<string, HostileCaller>> = {
  ...MEMORY_CALLERS,
  dearDocuments,
  anonymousDocuments,
  drippedBodies,
  newWidths,
  largePictures,
  pings,
};
