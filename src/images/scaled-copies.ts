import sharp from 'sharp';
import type { ContentHash } from './image.ts';
import type { CopyKey, PictureStorage } from './picture-storage.ts';
import { STRICT } from './strict-decoding.ts';
import type { Turnstile } from './turnstile.ts';

const WEBP_QUALITY = 82;

/** Pictures made smaller, as WebP: the first to ask has it made, from then on it is read. */
export class ScaledCopies {
  readonly #storage: PictureStorage;
  readonly #turnstile: Turnstile;
  /** By recipe and hash. Who asks for one of these waits for the one that is under way. */
  readonly #underWay = new Map<string, Promise<Uint8Array | null>>();

  constructor({ storage, turnstile }: { storage: PictureStorage; turnstile: Turnstile }) {
    this.#storage = storage;
    this.#turnstile = turnstile;
  }

  /** The picture in a width below its own; null where there is no such picture. */
  get(of: ContentHash, widthPx: number): Promise<Uint8Array | null> {
    const copy = { of, recipe: scalingRecipe(widthPx) };
    const key = `${copy.of}.${copy.recipe}`;
    const underWay =
      this.#underWay.get(key) ?? this.#readOrMake(copy, widthPx).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, underWay);
    return underWay;
  }

  async #readOrMake(copy: CopyKey, widthPx: number): Promise<Uint8Array | null> {
    return (await this.#storage.getCopy(copy)) ?? this.#turnstile.pass(() => this.#make(copy, widthPx));
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
