import { type Instant, LAST_INSTANT } from '../instant.ts';
import { type ContentHash, isContentHash, type StoredImage } from './image.ts';
import { SIDE_MAX_PX } from './limits.ts';
import { isPictureType, type PictureType } from './picture-type.ts';
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
  /** The period of the URL, which is the same for the same URL. */
  readonly valid: { readonly from: Instant; readonly until: Instant };
}

/** What a valid URL of a download requests. */
export interface SignedDownloadRequest extends SignedPictureRequest {
  readonly contentType: PictureType;
  readonly fileName: string;
}

export interface DownloadOptions {
  readonly widthPx: number | null;
  readonly contentType: PictureType;
  readonly fileName: string;
  /** The URL expires then at the latest. */
  readonly endsAt?: Instant;
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
   * picture: pictures are never enlarged. `endsAt` makes the URL expire earlier. Throws RangeError unless the width is a whole
   * number from 1 to 8,192.
   */
  pictureUrl(
    image: Pick<StoredImage, 'contentHash' | 'width'>,
    widthPx: number | null,
    endsAt: Instant = LAST_INSTANT,
  ): string {
    if (widthPx !== null && !(Number.isInteger(widthPx) && widthPx >= 1 && widthPx <= SIDE_MAX_PX)) {
      throw new RangeError(`width must be whole and from 1 to ${SIDE_MAX_PX} pixels, and is ${widthPx}`);
    }
    const scaledPx = widthPx === null ? null : copyWidth(widthPx, image.width);
    const until = this.#until(endsAt);
    const signature = this.#signer.sign(['picture', image.contentHash, scaledPx, until]);
    const width = scaledPx === null ? '' : `width=${scaledPx}&`;
    return `${this.#publicUrl()}/pictures/${image.contentHash}?${width}until=${until}&signature=${signature}`;
  }

  /** The URL of a download, with a file name and in a format. Its lifetime and widths are those of `pictureUrl`. */
  downloadUrl(
    image: Pick<StoredImage, 'contentHash' | 'width'>,
    { widthPx, contentType, fileName, endsAt = LAST_INSTANT }: DownloadOptions,
  ): string {
    const scaledPx = widthPx === null ? null : copyWidth(widthPx, image.width);
    const until = this.#until(endsAt);
    const { contentHash } = image;
    const query = new URLSearchParams({
      type: contentType,
      name: fileName,
      ...(scaledPx !== null && { width: String(scaledPx) }),
      until: String(until),
      signature: this.#signer.sign(['picture file', contentHash, scaledPx, contentType, fileName, until]),
    });
    return `${this.#publicUrl()}/pictures/${contentHash}/file?${query.toString()}`;
  }

  /** What the URL of a file requests, if its signature is correct and it has not expired. */
  readDownload(contentHash: string, query: URLSearchParams): SignedDownloadRequest | Refused {
    const until = readWholeNumber(query.get('until'));
    const widthPx = readWholeNumber(query.get('width'));
    if ((until === null && query.has('until')) || (widthPx === null && query.has('width'))) return malformed();
    const [contentType, fileName] = [query.get('type') ?? '', query.get('name') ?? ''];
    const statement = ['picture file', contentHash, widthPx, contentType, fileName, until] as const;
    const isSigned = this.#signer.isSigned(statement, query.get('signature') ?? '');
    if (!isContentHash(contentHash) || !isPictureType(contentType) || until === null || !isSigned) return unsigned();
    const secondsLeft = until - Math.floor(this.#clock() / 1000);
    if (secondsLeft <= 0) return expired();
    return { status: 'valid', contentHash, widthPx, secondsLeft, valid: periodOf(until), contentType, fileName };
  }

  /** The expiry of a URL, in seconds since 1970. */
  #until(endsAt: Instant): number {
    const quarter = Math.floor(this.#clock() / 1000 / SAME_SECONDS);
    return Math.min((quarter + 1) * SAME_SECONDS + VALID_SECONDS_MIN, Math.floor(endsAt / 1000));
  }

  /** What the URL requests, if its signature is correct and it has not expired. */
  read(contentHash: string, query: URLSearchParams): SignedPictureRequest | Refused {
    // Only in the notation that is written above: JSON writes NaN and Infinity as null, which here means no width.
    const until = readWholeNumber(query.get('until'));
    const widthPx = readWholeNumber(query.get('width'));
    if ((until === null && query.has('until')) || (widthPx === null && query.has('width'))) return malformed();
    const isSigned = this.#signer.isSigned(['picture', contentHash, widthPx, until], query.get('signature') ?? '');
    if (!isContentHash(contentHash) || until === null || !isSigned) return unsigned();
    const secondsLeft = until - Math.floor(this.#clock() / 1000);
    if (secondsLeft <= 0) return expired();
    return { status: 'valid', contentHash, widthPx, secondsLeft, valid: periodOf(until) };
  }
}

/** Begins with the quarter of an hour in which the URL is given out. */
function periodOf(untilSeconds: number): SignedPictureRequest['valid'] {
  return { from: (untilSeconds - SAME_SECONDS - VALID_SECONDS_MIN) * 1_000, until: untilSeconds * 1_000 };
}

function malformed(): Refused {
  return refused('MALFORMED_URL', 'width and until must be whole numbers. Use the url of an image unchanged.');
}

function unsigned(): Refused {
  return refused('BAD_SIGNATURE', 'The signature does not match the URL. Use the url of an image unchanged.');
}

function expired(): Refused {
  return refused('EXPIRED', 'The URL has expired. Query the url of the image again.');
}
