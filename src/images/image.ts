import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { Instant } from '../instant.ts';
import type { PictureType } from './picture-type.ts';

/** The SHA-256 of a picture's bytes: 64 hexadecimal digits, in lower case. */
export type ContentHash = string & { readonly hashOf: 'picture' };

export function isImageId(text: string): text is ImageId {
  return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text);
}

export function isContentHash(text: string): text is ContentHash {
  return /^[\da-f]{64}$/.test(text);
}

export type ImageRecord = StoredImage | PendingImage;

/** An image whose picture is there. It is never changed again. */
export interface StoredImage {
  readonly stored: true;
  readonly id: ImageId;
  readonly projectId: ProjectId;
  readonly contentType: PictureType;
  readonly bytes: number;
  /** Of the upright picture, as all widths and heights here. */
  readonly width: number;
  readonly height: number;
  readonly contentHash: ContentHash;
  /** The action that made it; null where a person uploaded it. */
  readonly actionId: ActionId | null;
  readonly createdAt: Instant;
}

/** The place of a picture that is to be uploaded. */
export interface PendingImage {
  readonly stored: false;
  readonly id: ImageId;
  readonly projectId: ProjectId;
  /** As announced, and so are the bytes. */
  readonly contentType: PictureType;
  readonly bytes: number;
  readonly uploadExpiresAt: Instant;
  readonly createdAt: Instant;
}
