import { NO_USAGE } from '../engines/call-usage.ts';
import {
  type AspectRatio,
  type EditWords,
  type Engine,
  EngineMisconfiguredError,
  type EnginePicture,
  EngineRejectedError,
} from '../engines/engine.ts';
import type { ActionId, ImageId, ProjectId } from '../ids.ts';
import type { ImageCatalog } from '../images/image-catalog.ts';
import type { StoredImage } from '../images/image.ts';
import { readRatio } from '../input/aspect-ratio.ts';
import type { Action } from './action.ts';
import { type EndedCall, outcomeOf } from './engine-call-log.ts';

export interface EngineCallsOptions {
  readonly engine: Engine;
  readonly images: ImageCatalog;
  readonly readPicture: (image: StoredImage) => Promise<Uint8Array>;
  /** The words of the picture that an action made. */
  readonly wordsOf: (projectId: ProjectId, actionId: ActionId) => Promise<EditWords>;
  /** Called when a call has ended, before its outcome is processed. Must not throw. */
  readonly record: (call: EndedCall) => Promise<void>;
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
}

/** The pictures that an action refers to. */
interface Pictures {
  readonly source: Uint8Array | null;
  readonly mask: Uint8Array | null;
}

/** Calls the engine for an accepted action, with the pictures that the action refers to. */
export class EngineCalls {
  readonly #options: EngineCallsOptions;

  constructor(options: EngineCallsOptions) {
    this.#options = options;
  }

  /** Throws the errors of the engine. */
  async make(action: Action, signal: AbortSignal): Promise<EnginePicture> {
    const { record, elapsedMs } = this.#options;
    const [source, mask] = await Promise.all([this.#read(action.sourceImageId), this.#read(action.maskImageId)]);
    const begunMs = elapsedMs();
    const ended = (call: Pick<EndedCall, 'outcome' | 'usage' | 'problem'>) =>
      record({ ...call, action, durationMs: Math.round(elapsedMs() - begunMs) });
    try {
      const picture = await this.#call(action, { source, mask }, signal);
      await ended({ outcome: 'MADE', usage: picture.usage ?? NO_USAGE, problem: null });
      return picture;
    } catch (error) {
      const problem = error instanceof EngineMisconfiguredError ? error.remedy : null;
      await ended({ outcome: outcomeOf(error, signal), usage: NO_USAGE, problem });
      throw error;
    }
  }

  async #call(action: Action, { source, mask }: Pictures, signal: AbortSignal): Promise<EnginePicture> {
    const { engine } = this.#options;
    const { prompt, model, styling, background, seed } = action;
    switch (action.kind) {
      case 'PROMPT': {
        const aspectRatio = ratioOf(action);
        return engine.prompt(
          { prompt: prompt ?? '', model, styling, background, aspectRatio, source, mask, seed },
          signal,
        );
      }
      case 'PROMPT_EDIT': {
        const words = { prompt: prompt ?? '', model, styling, background: await this.#otherBackground(action) };
        return engine.edit({ picture: needed(source), ...words, seed }, signal);
      }
      case 'BACKGROUND':
        return engine.background({ picture: needed(source), background: background ?? '', mask, seed }, signal);
      case 'EXPAND': {
        const frame = action.frame ?? { top: 0, right: 0, bottom: 0, left: 0 };
        return engine.expand({ picture: needed(source), ...frame, prompt, seed }, signal);
      }
    }
  }

  /** A form repeats the words of the picture, and the background that the picture already has is not to be painted anew. */
  async #otherBackground({ projectId, parentId, background }: Action): Promise<string | null> {
    if (parentId === null || background === null) return background;
    const before = await this.#options.wordsOf(projectId, parentId);
    return background === before.background ? null : background;
  }

  async #read(id: ImageId | null): Promise<Uint8Array | null> {
    if (id === null) return null;
    const image = await this.#stored(id);
    return this.#options.readPicture(image).catch(async (error: unknown) => {
      await this.#stored(id); // where it was deleted while it was read, this says so
      throw error;
    });
  }

  /** A stored image that an action starts from is missing only if somebody has deleted it since. */
  async #stored(id: ImageId): Promise<StoredImage> {
    const [image] = await this.#options.images.findMany([id]);
    if (!image?.stored) throw new EngineRejectedError('The picture that the action starts from was deleted.');
    return image;
  }
}

function ratioOf({ aspectRatio }: Action): AspectRatio {
  return readRatio(aspectRatio ?? '') ?? { width: 1, height: 1 };
}

function needed(picture: Uint8Array | null): Uint8Array {
  if (picture === null) throw new Error('an action that starts from a picture was accepted without one');
  return picture;
}
