import type { Instant } from '../instant.ts';
import { type ContentHash, isContentHash, type StoredImage } from './image.ts';
import { SIDE_MAX_PX } from './limits.ts';
import { type Refused, refused } from './refusal.ts';
import { copyWidth } from './width-ladder.ts';
import type { Signer } from '../signing/signer.ts';
import { readWholeNumber } from '../signing/whole-number.ts';

const VALID_SECONDS_MIN = 60 * 60; // 1 hour
const SAME_SECONDS = 15 * 60; // 15 minutes

/** What a valid URL asks for. */
export interface SignedPictureRequest {
  readonly status: 'valid';
  readonly contentHash: ContentHash;
  /** Null for the picture as it was stored. */
  readonly widthPx: number | null;
  readonly secondsLeft: number;
}

/** URLs of pictures, `<public URL>/pictures/<content hash>?width=…&until=…&signature=…`. */
export class PictureUrls {
  readonly #signer: Signer;
  readonly #publicUrl: () => string;
  readonly #clock: () => Instant;

  /** `publicUrl`: where people reach this server, such as https://images.example; without a slash at its end. */
  constructor({ signer, publicUrl, clock }: { signer: Signer; publicUrl: () => string; clock: () => Instant }) {
    this.#signer = signer;
    this.#publicUrl = publicUrl;
    this.#clock = clock;
  }

  /**
   * Valid for an hour at least and an hour and a quarter at most; the same for a quarter of an hour, so that caches
   * work. A width stands for the next one of the ladder; where that is not below the picture's own, and null, for the picture as
   * it was stored: it is never enlarged.
   * Throws RangeError unless the width is whole and from 1 to 8,192.
   */
  pictureUrl(image: Pick<StoredImage, 'contentHash' | 'width'>, widthPx: number | null): string {
    if (widthPx !== null && !(Number.isInteger(widthPx) && widthPx >= 1 && widthPx <= SIDE_MAX_PX)) {
      throw new RangeError(`width must be whole and from 1 to ${SIDE_MAX_PX} pixels, and is ${widthPx}`);
    }
    const scaledPx = widthPx === null ? null : copyWidth(widthPx, image.width);
    const quarter = Math.floor(this.#clock() / 1000 / SAME_SECONDS);
    const until = (quarter + 1) * SAME_SECONDS + VALID_SECONDS_MIN;
    const signature = this.#signer.sign(['picture', image.contentHash, scaledPx, until]);
    const width = scaledPx === null ? '' : `width=${scaledPx}&`;
    return `${this.#publicUrl()}/pictures/${image.contentHash}?${width}until=${until}&signature=${signature}`;
  }

  /** What the URL asks for, if it is as it was signed and still valid. */
  read(contentHash: string, query: URLSearchParams): SignedPictureRequest | Refused {
    // As they are written above and in no other way: JSON writes NaN and Infinity as the null that stands for no width.
    const until = readWholeNumber(query.get('until'));
    const widthPx = readWholeNumber(query.get('width'));
    if ((until === null && query.has('until')) || (widthPx === null && query.has('width'))) {
      return refused('MALFORMED_URL', 'width and until must be whole numbers. Use the url of an image unchanged.');
    }
    const isSigned = this.#signer.isSigned(['picture', contentHash, widthPx, until], query.get('signature') ?? '');
    if (!isContentHash(contentHash) || until === null || !isSigned) {
      return refused('BAD_SIGNATURE', 'The signature does not match the URL. Use the url of an image unchanged.');
    }
    const secondsLeft = until - Math.floor(this.#clock() / 1000);
    if (secondsLeft <= 0) return refused('EXPIRED', 'The URL has expired. Query the url of the image again.');
    return { status: 'valid', contentHash, widthPx, secondsLeft };
  }
}
