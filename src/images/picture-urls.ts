import type { Instant } from '../instant.ts';
import { type ContentHash, isContentHash, type StoredImage } from './image.ts';
import { SIDE_MAX_PX } from './limits.ts';
import { type Refused, refused } from './refusal.ts';
import { copyWidth } from './width-ladder.ts';
import type { Signer } from '../signing/signer.ts';
import { readWholeNumber } from '../signing/whole-number.ts';

const VALID_SECONDS_MIN = 60 * 60; // 1 hour
const SAME_SECONDS = 15 * 60; // 15 minutes

/** What a valid URL requests. */
export interface SignedPictureRequest {
  readonly status: 'valid';
  readonly contentHash: ContentHash;
  /** Null requests the stored picture itself. */
  readonly widthPx: number | null;
  readonly secondsLeft: number;
}

/** URLs of pictures, `<public URL>/pictures/<content hash>?width=…&until=…&signature=…`. */
export class PictureUrls {
  readonly #signer: Signer;
  readonly #publicUrl: () => string;
  readonly #clock: () => Instant;

  /** `publicUrl`: the public URL of the server, such as https://images.example, without a trailing slash. */
  constructor({ signer, publicUrl, clock }: { signer: Signer; publicUrl: () => string; clock: () => Instant }) {
    this.#signer = signer;
    this.#publicUrl = publicUrl;
    this.#clock = clock;
  }

  /**
   * The URL is valid for 60 to 75 minutes, and stays the same for 15 minutes so that caches work. The width is rounded up to
   * the next one of the ladder. If that is not smaller than the picture, or if the width is null, the URL is that of the stored
   * picture: pictures are never enlarged. Throws RangeError unless the width is a whole number from 1 to 8,192.
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

  /** What the URL requests, if its signature is correct and it has not expired. */
  read(contentHash: string, query: URLSearchParams): SignedPictureRequest | Refused {
    // Only in the notation that is written above: JSON writes NaN and Infinity as null, which here means no width.
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
