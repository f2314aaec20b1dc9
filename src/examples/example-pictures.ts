import pLimit from 'p-limit';
import sharp from 'sharp';
import type { Engine } from '../engines/engine.ts';
import type { PromptExample } from './prompt-example.ts';
import { PROMPT_EXAMPLES } from './prompt-examples.ts';

/** Tiles of the page are at most 240 CSS pixels wide, on screens with two pixels for each. */
const SIDE_MAX_PX = 480;

/** The same pictures in every process, and after every restart. */
const SEED = 1;

export interface ExamplePicturesOptions {
  /** An engine that needs no provider, so pictures cost nothing. */
  readonly engine: Pick<Engine, 'prompt'>;
  readonly publicUrl: () => string;
}

/**
 * The pictures of the examples, as WebP of at most 480 pixels. Each is drawn at its first request and kept in memory (about one
 * megabyte for all). They are drawn one at a time, so that paid actions get enough CPU time.
 */
export class ExamplePictures {
  readonly #engine: ExamplePicturesOptions['engine'];
  readonly #publicUrl: () => string;
  readonly #inTurn = pLimit(1);
  readonly #drawn = new Map<string, Promise<Buffer>>();

  constructor({ engine, publicUrl }: ExamplePicturesOptions) {
    this.#engine = engine;
    this.#publicUrl = publicUrl;
  }

  urlOf({ name }: PromptExample): string {
    return `${this.#publicUrl()}/examples/${name}.webp`;
  }

  /** Null if there is no example of this name. Rethrows errors of the engine; the next request tries again. */
  async find(name: string): Promise<Buffer | null> {
    const example = BY_NAME.get(name);
    if (!example) return null;
    const drawn = this.#drawn.get(name) ?? this.#inTurn(() => this.#draw(example));
    this.#drawn.set(name, drawn);
    try {
      return await drawn;
    } catch (error) {
      this.#drawn.delete(name);
      throw error;
    }
  }

  async #draw(example: PromptExample): Promise<Buffer> {
    const request = { ...example, source: null, mask: null, seed: SEED };
    const { bytes } = await this.#engine.prompt(request, new AbortController().signal); // the result is kept, so no request may abort it
    return sharp(bytes)
      .resize({ width: SIDE_MAX_PX, height: SIDE_MAX_PX, fit: 'inside', withoutEnlargement: true })
      .webp()
      .toBuffer();
  }
}

const BY_NAME = new Map(
  Object.values(PROMPT_EXAMPLES).flatMap((examples) => examples.map((example) => [example.name, example])),
);
