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

/** An image whose picture is stored. Only `favorite` changes. */
export interface StoredImage {
  readonly stored: true;
  readonly id: ImageId;
  readonly projectId: ProjectId;
  readonly contentType: PictureType;
  readonly bytes: number;
  /** The width of the upright picture, as everywhere in this folder. */
  readonly width: number;
  readonly height: number;
  readonly contentHash: ContentHash;
  /** As it was uploaded; null where nobody told, and for pictures of actions. */
  readonly fileName: string | null;
  /** The action that made it; null for an upload. */
  readonly actionId: ActionId | null;
  readonly createdAt: Instant;
  /** Whether it is marked as a favorite, for everyone in the project. */
  readonly favorite: boolean;
}

/** An image that was announced and not yet uploaded. */
export interface PendingImage {
  readonly stored: false;
  readonly id: ImageId;
  readonly projectId: ProjectId;
  /** As announced, like `bytes`. */
  readonly contentType: PictureType;
  readonly bytes: number;
  readonly uploadExpiresAt: Instant;
  readonly createdAt: Instant;
}
