import type { AspectRatio, Engine, EnginePicture } from '../engines/engine.ts';
import type { ImageId } from '../ids.ts';
import type { ImageCatalog } from '../images/image-catalog.ts';
import type { StoredImage } from '../images/image.ts';
import type { Action } from './action.ts';
import { readRatio } from './action-request.ts';

/** Calls the engine for an accepted action, with the pictures that the action refers to. */
export class EngineCalls {
  readonly #engine: Engine;
  readonly #images: ImageCatalog;
  readonly #readPicture: (image: StoredImage) => Promise<Uint8Array>;

  constructor({
    engine,
    images,
    readPicture,
  }: {
    engine: Engine;
    images: ImageCatalog;
    readPicture: (image: StoredImage) => Promise<Uint8Array>;
  }) {
    this.#engine = engine;
    this.#images = images;
    this.#readPicture = readPicture;
  }

  /** Throws the errors of the engine. */
  async make(action: Action, signal: AbortSignal): Promise<EnginePicture> {
    const { prompt, model, styling, background, seed } = action;
    const [source, mask] = await Promise.all([this.#read(action.sourceImageId), this.#read(action.maskImageId)]);
    switch (action.kind) {
      case 'PROMPT': {
        const aspectRatio = ratioOf(action);
        return this.#engine.prompt(
          { prompt: prompt ?? '', model, styling, background, aspectRatio, source, mask, seed },
          signal,
        );
      }
      case 'PROMPT_EDIT':
        return this.#engine.edit(
          { picture: needed(source), prompt: prompt ?? '', model, styling, background, seed },
          signal,
        );
      case 'BACKGROUND':
        return this.#engine.background({ picture: needed(source), background: background ?? '', mask, seed }, signal);
      case 'EXPAND': {
        const frame = action.frame ?? { top: 0, right: 0, bottom: 0, left: 0 };
        return this.#engine.expand({ picture: needed(source), ...frame, prompt, seed }, signal);
      }
    }
  }

  async #read(id: ImageId | null): Promise<Uint8Array | null> {
    if (id === null) return null;
    const [image] = await this.#images.findMany([id]);
    if (!image?.stored) throw new Error(`image ${id} was accepted as a starting point and is not stored`);
    return this.#readPicture(image);
  }
}

function ratioOf({ aspectRatio }: Action): AspectRatio {
  return readRatio(aspectRatio ?? '') ?? { width: 1, height: 1 };
}

function needed(picture: Uint8Array | null): Uint8Array {
  if (picture === null) throw new Error('an action that starts from a picture was accepted without one');
  return picture;
}
