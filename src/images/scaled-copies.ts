import pLimit, { type LimitFunction } from 'p-limit';
import sharp from 'sharp';
import type { ContentHash } from './image.ts';
import type { CopyKey, PictureStorage } from './picture-storage.ts';
import { STRICT } from './strict-decoding.ts';

const WEBP_QUALITY = 82;

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
  readonly #storage: PictureStorage;
  readonly #lane: LimitFunction = pLimit(1);
  /** The copies that are being made, by recipe and hash. Requests for the same copy wait for it. */
  readonly #underWay = new Map<string, UnderWay>();

  constructor({ storage }: { storage: PictureStorage }) {
    this.#storage = storage;
  }

  /**
   * The picture in a smaller width; null if the picture does not exist. `gone` aborts when the client has disconnected. A copy
   * for which no request waits any more is not started, and the result is also null.
   */
  get(of: ContentHash, widthPx: number, gone: AbortSignal): Promise<Uint8Array | null> {
    const copy = { of, recipe: scalingRecipe(widthPx) };
    const key = `${copy.of}.${copy.recipe}`;
    const underWay = this.#underWay.get(key) ?? this.#begin(key, copy, widthPx);
    underWay.waiting += 1;
    gone.addEventListener('abort', () => (underWay.waiting -= 1), { once: true });
    return underWay.made;
  }

  #begin(key: string, copy: CopyKey, widthPx: number): UnderWay {
    const isWanted = () => (this.#underWay.get(key)?.waiting ?? 0) > 0;
    const made = this.#readOrMake(copy, widthPx, isWanted).finally(() => this.#underWay.delete(key));
    const underWay = { made, waiting: 0 };
    this.#underWay.set(key, underWay);
    return underWay;
  }

  async #readOrMake(copy: CopyKey, widthPx: number, isWanted: () => boolean): Promise<Uint8Array | null> {
    const kept = await this.#storage.getCopy(copy);
    return kept ?? this.#lane(async () => (isWanted() ? this.#make(copy, widthPx) : null));
  }

  /** Reads the picture only here, so that waiting requests take no memory. */
  async #make(copy: CopyKey, widthPx: number): Promise<Uint8Array | null> {
    const original = await this.#storage.get(copy.of);
    if (original === null) return null;
    const scaled = await sharp(original, STRICT).resize({ width: widthPx }).webp({ quality: WEBP_QUALITY }).toBuffer();
    await this.#storage.putCopy(copy, scaled);
    return scaled;
  }
}

/** Encodes everything that the bytes of a copy depend on, so that another quality gives another copy. */
export function scalingRecipe(widthPx: number): string {
  return `w${widthPx}-q${WEBP_QUALITY}-webp`;
}
