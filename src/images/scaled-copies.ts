import pLimit, { type LimitFunction } from 'p-limit';
import sharp from 'sharp';
import type { ContentHash } from './image.ts';
import type { CopyKey, PictureStorage } from './picture-storage.ts';
import { STRICT } from './strict-decoding.ts';

const WEBP_QUALITY = 82;

/** A copy that is being made, and how many still wait for it. */
interface UnderWay {
  readonly made: Promise<Uint8Array | null>;
  waiting: number;
}

/**
 * Pictures made smaller, as WebP: the first to ask has it made, from then on it is read. One is made at a time, in a lane of
 * their own, so that thumbnails never keep an upload or a paid action waiting.
 */
export class ScaledCopies {
  readonly #storage: PictureStorage;
  readonly #lane: LimitFunction = pLimit(1);
  /** By recipe and hash. Who asks for one of these waits for the one that is under way. */
  readonly #underWay = new Map<string, UnderWay>();

  constructor({ storage }: { storage: PictureStorage }) {
    this.#storage = storage;
  }

  /**
   * The picture in a width below its own; null where there is no such picture. `gone` aborts once the reader waits no more: a
   * copy that nobody waits for is not begun, and then this is null, too.
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

  /** Reads the picture only now, so that those that wait take no memory. */
  async #make(copy: CopyKey, widthPx: number): Promise<Uint8Array | null> {
    const original = await this.#storage.get(copy.of);
    if (original === null) return null;
    const scaled = await sharp(original, STRICT).resize({ width: widthPx }).webp({ quality: WEBP_QUALITY }).toBuffer();
    await this.#storage.putCopy(copy, scaled);
    return scaled;
  }
}

/** Names all that the bytes of a copy depend on, so that another quality would be another copy. */
export function scalingRecipe(widthPx: number): string {
  return `w${widthPx}-q${WEBP_QUALITY}-webp`;
}
