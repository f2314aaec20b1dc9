import type { Readable } from 'node:stream';
import type { DirectTransfers } from './direct-transfers.ts';
import type { ContentHash } from './image.ts';
import type { PictureStorage } from './picture-storage.ts';
import { fileExtension, isPictureType, type PictureType, recognise } from './picture-type.ts';
import type { PictureUrls, SignedDownloadRequest } from './picture-urls.ts';
import { type Refused, refused } from './refusal.ts';
import { conversionRecipe, type ScaledCopies, scalingRecipe } from './scaled-copies.ts';

export interface PictureRequest {
  readonly contentHash: string;
  readonly query: URLSearchParams;
  /** The request header of that name. */
  readonly ifNoneMatch: string | undefined;
  /** Aborts when the client has disconnected. */
  readonly gone: AbortSignal;
}

/** `secondsLeft`: the remaining validity of the URL. Its content never changes. */
export type Delivered =
  | DeliveredPicture
  | { readonly status: 'unchanged'; readonly etag: string; readonly secondsLeft: number }
  /** The storage serves it at another URL, for as long. */
  | { readonly status: 'elsewhere'; readonly url: string; readonly secondsLeft: number };

export interface DeliveredPicture {
  readonly status: 'picture';
  readonly etag: string;
  readonly secondsLeft: number;
  readonly contentType: PictureType;
  readonly fileName: string;
  /** In bytes. */
  readonly length: number;
  /** The caller must read a stream to its end or destroy it. */
  readonly content: Uint8Array | Readable;
}

interface DeliveryParts {
  readonly urls: PictureUrls;
  readonly storage: PictureStorage;
  readonly copies: ScaledCopies;
  /** Null: this server serves the pictures itself. */
  readonly transfers: DirectTransfers | null;
}

/** Serves pictures by signed URL. Needs no database, so it works as long as the storage does. */
export class PictureDelivery {
  readonly #urls: PictureUrls;
  readonly #storage: PictureStorage;
  readonly #copies: ScaledCopies;
  readonly #transfers: DirectTransfers | null;

  constructor({ urls, storage, copies, transfers }: DeliveryParts) {
    this.#urls = urls;
    this.#storage = storage;
    this.#copies = copies;
    this.#transfers = transfers;
  }

  async deliver({ contentHash, query, ifNoneMatch, gone }: PictureRequest): Promise<Delivered | Refused> {
    const wish = this.#urls.read(contentHash, query);
    if (wish.status === 'refused') return wish;
    const { widthPx, secondsLeft } = wish;
    const etag = widthPx === null ? `"${contentHash}"` : `"${contentHash}.${scalingRecipe(widthPx)}"`;
    if (isKnown(etag, ifNoneMatch)) return { status: 'unchanged', etag, secondsLeft };
    if (widthPx === null && this.#transfers) {
      return { status: 'elsewhere', url: await this.#transfers.pictureUrl(wish.contentHash, wish.valid), secondsLeft };
    }
    const found = await this.#find(wish.contentHash, widthPx, gone);
    if (found === null) return refused('NOT_FOUND', 'The picture of this URL no longer exists.');
    const { beginning, length, content } = found;
    const contentType = typeOf(beginning);
    const fileName = `${contentHash.slice(0, 12)}${widthPx === null ? '' : `-${widthPx}`}.${fileExtension(contentType)}`;
    return { status: 'picture', etag, secondsLeft, contentType, fileName, length, content };
  }

  /** A file to keep, in the format of its URL. */
  async download({ contentHash, query, ifNoneMatch, gone }: PictureRequest): Promise<Delivered | Refused> {
    const wish = this.#urls.readDownload(contentHash, query);
    if (wish.status === 'refused') return wish;
    const { secondsLeft, fileName } = wish;
    const etag = `"${contentHash}.${conversionRecipe(wish)}"`;
    if (isKnown(etag, ifNoneMatch)) return { status: 'unchanged', etag, secondsLeft };
    const found = await this.#findAs(wish, gone);
    if (found === null) return refused('NOT_FOUND', 'The picture of this URL no longer exists.');
    return {
      status: 'picture',
      etag,
      secondsLeft,
      contentType: wish.contentType,
      fileName,
      length: found.length,
      content: found.content,
    };
  }

  /** The stored file itself where it is what is asked for: not a pixel changes. */
  async #findAs({ contentHash, widthPx, contentType }: SignedDownloadRequest, gone: AbortSignal) {
    if (widthPx === null) {
      const stored = await this.#storage.open(contentHash);
      if (stored === null || typeOf(stored.beginning) === contentType) return stored;
      stored.content.destroy();
    }
    const copy = await this.#copies.getAs(contentHash, { widthPx, contentType }, gone);
    return copy && { length: copy.length, content: copy };
  }

  async #find(picture: ContentHash, widthPx: number | null, gone: AbortSignal) {
    if (widthPx === null) return this.#storage.open(picture);
    const copy = await this.#copies.get(picture, widthPx, gone);
    return copy && { beginning: copy, length: copy.length, content: copy };
  }
}

/** Compares weakly with each tag of the list, by RFC 9110, section 13.1.2. */
function isKnown(etag: string, ifNoneMatch: string | undefined): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  return ifNoneMatch.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

/** Stored files were checked when they were received. */
function typeOf(bytes: Uint8Array): PictureType {
  const type = recognise(bytes);
  if (type === null || !isPictureType(type)) throw new Error('a file in the picture storage is not a picture');
  return type;
}
