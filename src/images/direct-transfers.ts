import type { Instant } from '../instant.ts';
import type { ImageId } from '../ids.ts';
import type { ContentHash } from './image.ts';
import type { UploadTerms } from './upload-terms.ts';

/**
 * Transfers between clients and the storage, past this server. A client uploads into a place of its image's own, from which
 * the server takes the file in once it is complete: only then is it looked at, and only then is it a picture.
 *
 * Every method throws if the storage is unavailable. The call can then be repeated.
 */
export interface DirectTransfers {
  /** The URL that accepts one file of the type and size of the terms, until they expire. */
  uploadUrl(terms: UploadTerms, now: Instant): Promise<string>;
  /** The number of bytes that were uploaded; null: nothing was. */
  uploadedBytes(image: ImageId): Promise<number | null>;
  /** Null if nothing was uploaded. */
  uploaded(image: ImageId): Promise<Uint8Array | null>;
  /** Removes what was uploaded. */
  forget(image: ImageId): Promise<void>;
  /** Removes what was uploaded before an instant. */
  forgetOld(before: Instant): Promise<void>;
  /** The URL of a stored picture from one instant until another. It is the same for the same two. */
  pictureUrl(picture: ContentHash, valid: { readonly from: Instant; readonly until: Instant }): Promise<string>;
}
