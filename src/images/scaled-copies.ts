import pLimit, { type LimitFunction } from 'p-limit';
import sharp from 'sharp';
import type { ContentHash } from './image.ts';
import type { CopyCache, CopyKey } from './copy-cache.ts';
import type { PictureStorage } from './picture-storage.ts';
import { fileExtension, type PictureType } from './picture-type.ts';
import { STRICT_DECODING } from './strict-decoding.ts';

const WEBP_QUALITY = 82;

const JPEG_QUALITY = 92;

type Make = (original: Uint8Array) => Promise<Uint8Array>;

export interface Conversion {
  /** Null: its own. */
  readonly widthPx: number | null;
  readonly contentType: PictureType;
}

/** A copy that is being made, and how many requests wait for it. */
interface UnderWay {
  readonly made: Promise<Uint8Array | null>;
  waiting: number;
}

/**
 * Scaled copies of pictures, as WebP. The first request makes a copy; later ones read it. Copies are made one at a time, with
 * a concurrency limit of their own, so that thumbnails never delay an upload or a paid action.
 */
export class ScaledCopies {
  readonly #storage: Pick<PictureStorage, 'get' | 'storedAt'>;
  readonly #cache: Pick<CopyCache, 'get' | 'put' | 'removeCopiesOf'>;
  readonly #lane: LimitFunction = pLimit(1);
  /** The copies that are being made, by recipe and hash. Requests for the same copy wait for it. */
  readonly #underWay = new Map<string, UnderWay>();

  constructor(parts: {
    storage: Pick<PictureStorage, 'get' | 'storedAt'>;
    cache: Pick<CopyCache, 'get' | 'put' | 'removeCopiesOf'>;
  }) {
    this.#storage = parts.storage;
    this.#cache = parts.cache;
  }

  /**
   * The picture in a smaller width; null if the picture does not exist. `gone` aborts when the client has disconnected. A copy
   * for which no request waits any more is not started, and the result is also null.
   */
  get(of: ContentHash, widthPx: number, gone: AbortSignal): Promise<Uint8Array | null> {
    return this.#share(
      { of, recipe: scalingRecipe(widthPx) },
      (original) =>
        sharp(original, STRICT_DECODING).resize({ width: widthPx }).webp({ quality: WEBP_QUALITY }).toBuffer(),
      gone,
    );
  }

  /** The same for the picture in another format, in a smaller width or its own. Its colour profile stays. */
  getAs(of: ContentHash, wanted: Conversion, gone: AbortSignal): Promise<Uint8Array | null> {
    return this.#share({ of, recipe: conversionRecipe(wanted) }, (original) => converted(original, wanted), gone);
  }

  #share(copy: CopyKey, make: Make, gone: AbortSignal): Promise<Uint8Array | null> {
    const key = `${copy.of}.${copy.recipe}`;
    const underWay = this.#underWay.get(key) ?? this.#begin(key, copy, make);
    underWay.waiting += 1;
    gone.addEventListener('abort', () => (underWay.waiting -= 1), { once: true });
    return underWay.made;
  }

  #begin(key: string, copy: CopyKey, make: Make): UnderWay {
    const isWanted = () => (this.#underWay.get(key)?.waiting ?? 0) > 0;
    const made = this.#readOrMake(copy, make, isWanted).finally(() => this.#underWay.delete(key));
    const underWay = { made, waiting: 0 };
    this.#underWay.set(key, underWay);
    return underWay;
  }

  async #readOrMake(copy: CopyKey, make: Make, isWanted: () => boolean): Promise<Uint8Array | null> {
    const kept = await this.#cache.get(copy);
    return kept ?? this.#lane(async () => (isWanted() ? this.#make(copy, make) : null));
  }

  /** Reads the picture only here, so that waiting requests take no memory. */
  async #make(copy: CopyKey, make: Make): Promise<Uint8Array | null> {
    const original = await this.#storage.get(copy.of);
    if (original === null) return null;
    const scaled = await make(original);
    await this.#cache.put(copy, scaled);
    if ((await this.#storage.storedAt(copy.of)) !== null) return scaled;
    await this.#cache.removeCopiesOf(new Set([copy.of])); // the picture was removed after it was read
    return null;
  }
}

/** Encodes everything that the bytes of a copy depend on, so that another quality gives another copy. */
export function scalingRecipe(widthPx: number): string {
  return `w${widthPx}-q${WEBP_QUALITY}-webp`;
}

/** Encodes everything that the bytes of a conversion depend on. */
export function conversionRecipe({ widthPx, contentType }: Conversion): string {
  return `as-${fileExtension(contentType)}-${widthPx === null ? 'whole' : `w${widthPx}`}`;
}

async function converted(original: Uint8Array, { widthPx, contentType }: Conversion): Promise<Uint8Array> {
  const picture = sharp(original, STRICT_DECODING).keepIccProfile();
  const sized = widthPx === null ? picture : picture.resize({ width: widthPx });
  switch (contentType) {
    case 'image/png':
      return sized.png().toBuffer();
    case 'image/webp':
      return sized.webp({ quality: JPEG_QUALITY, alphaQuality: 100 }).toBuffer();
    case 'image/jpeg': // it has no transparency
      return sized.flatten({ background: '#ffffff' }).jpeg({ quality: JPEG_QUALITY }).toBuffer();
  }
}
