import { generateImage, type ImageModel, wrapImageModel } from 'ai';
import { type CallUsage, NO_USAGE } from '../call-usage.ts';
import { EngineRejectedError } from '../engine.ts';
import { type EngineChoice, nameOfChoice } from '../engine-settings.ts';
import type { ResponseLimiter } from './response-limiter.ts';
import { type Frame, frameFor, intoFrame, outOfFrame, type Size } from './frame.ts';
import { REFUSED_BY_POLICY } from './guarded-fetch.ts';
import { type Keep, maskFile } from './masks.ts';
import { type ModelProfile, profileOf } from './model-profile.ts';
import { toEngineError } from './provider-failure.ts';

type Options = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export interface ModelCall {
  readonly task: 'generate' | 'edit' | 'paint' | 'outpaint';
  readonly text: string;
  readonly seed: number;
  readonly picture: Uint8Array | null;
  /** For `paint`, in the size of the picture. */
  readonly keep: Keep | null;
  /** The size of the result. */
  readonly size: Size;
  /** Options of the provider; they override the operator's. */
  readonly options?: Options;
}

/** A picture of a model, and its usage. */
export interface MadeByModel {
  readonly bytes: Uint8Array;
  readonly usage: CallUsage;
}

export interface CallReport {
  readonly engine: string;
  readonly task: ModelCall['task'];
  readonly durationMs: number;
  readonly outcome: string;
  readonly usage: CallUsage;
}

export interface ModelCallerOptions {
  readonly choice: EngineChoice;
  readonly model: ImageModel;
  /** The lane of the model's fetch function. */
  readonly lane: ResponseLimiter;
  readonly options: Options;
  readonly report: (call: CallReport) => void;
  readonly elapsedMs: () => number;
  readonly now: () => number;
}

/** Calls a model and returns the picture in exactly the requested size. */
export class ModelCaller {
  readonly name: string;
  readonly profile: ModelProfile;
  readonly #own: ModelCallerOptions;
  readonly #model: ImageModel;

  constructor(own: ModelCallerOptions) {
    this.#own = own;
    this.name = nameOfChoice(own.choice);
    this.profile = profileOf(own.choice);
    this.#model = tellingRefusals(own.model);
  }

  async ask(call: ModelCall, signal: AbortSignal): Promise<MadeByModel> {
    signal.throwIfAborted();
    const { report, elapsedMs, now, choice } = this.#own;
    const begun = elapsedMs();
    const common = { engine: this.name, task: call.task, usage: NO_USAGE };
    try {
      const made = await this.#own.lane.during(() => this.#send(call, signal));
      report({ ...common, usage: made.usage, durationMs: Math.round(elapsedMs() - begun), outcome: 'made' });
      return made;
    } catch (error) {
      const engineError = toEngineError(error, { signal, provider: choice.provider, now });
      const outcome = engineError instanceof Error ? engineError.name : 'stopped';
      report({ ...common, durationMs: Math.round(elapsedMs() - begun), outcome });
      throw engineError;
    }
  }

  async #send(call: ModelCall, signal: AbortSignal): Promise<MadeByModel> {
    const { text, picture, keep, size } = call;
    // A model that outpaints takes the original picture and returns the extended one.
    const frame = frameFor(this.profile, size);
    const image = picture && (call.task === 'outpaint' ? picture : await intoFrame(picture, frame));
    const mask = keep && this.profile.mask && (await maskFile(keep, size, frame, this.profile.mask));
    const result = await generateImage({
      model: this.#model,
      prompt: image ? { text, images: [image], ...(mask && { mask }) } : text,
      seed: call.seed, // providers without seeds ignore it
      ...this.#sizeOf(frame),
      providerOptions: this.#optionsOf(call, { image, mask }) as never, // JSON that the configuration has validated
      maxRetries: 0, // the queue retries, so that no worker sleeps and an abort takes effect at once
      abortSignal: signal,
    });
    const metadata = result.providerMetadata as Metadata;
    const isRefused = Object.values(metadata).some((of) => of?.images?.some((made) => made?.nsfw === true));
    if (isRefused) throw new EngineRejectedError(REFUSED_BY_POLICY);
    const cost = metadata['blackForestLabs']?.images?.[0]?.cost ?? metadata['gateway']?.cost;
    const usage = {
      inputTokens: result.usage.inputTokens ?? null,
      outputTokens: result.usage.outputTokens ?? null,
      providerUnits: typeof cost === 'number' ? cost : null,
    };
    return { bytes: await outOfFrame(result.image.uint8Array, frame, size), usage };
  }

  #sizeOf({ width, height, ratio }: Frame) {
    if (this.profile.sizing.by === 'input') return {};
    if (this.profile.sizing.by === 'ratio') return { aspectRatio: ratio as `${number}:${number}` }; // one of the table's
    return { size: `${width}x${height}` as const };
  }

  #optionsOf(
    { options = {}, task }: ModelCall,
    { image, mask }: { readonly image: Uint8Array | null; readonly mask: Uint8Array | null },
  ): Options {
    const { choice, options: given } = this.#own;
    const made: Record<string, Readonly<Record<string, unknown>>> = { ...given };
    const add = (provider: string, more: object) => void (made[provider] = { ...made[provider], ...more });
    if (choice.provider === 'fal' && choice.model.endsWith('/edit')) add('fal', { useMultipleImages: true });
    // The SDK sends the picture under another name, which this model ignores.
    if (choice.provider === 'replicate' && task === 'edit' && image && choice.model.includes('kontext')) {
      add('replicate', { input_image: dataUrl(image) });
    }
    // The name of the field in vLLM-Omni; other servers ignore unknown fields.
    if (choice.provider === 'openai-compatible' && mask) add('openaiCompatible', { mask_image: dataUrl(mask) });
    for (const [provider, more] of Object.entries(options)) add(provider, more);
    return made;
  }
}

function dataUrl(png: Uint8Array): string {
  return `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
}

type Metadata = Record<
  string,
  { images?: readonly ({ nsfw?: boolean; cost?: unknown } | null)[]; cost?: unknown } | undefined
>;

/** Only the model's own response distinguishes a filtered result from an empty one; `generateImage` does not. */
function tellingRefusals(model: ImageModel): ImageModel {
  return wrapImageModel({
    model: model as Exclude<ImageModel, string> & { specificationVersion: 'v4' }, // `openModel` makes no other
    middleware: {
      specificationVersion: 'v4',
      wrapGenerate: async ({ doGenerate }) => {
        const result = await doGenerate();
        const { images, isRetryable } = result as typeof result & { isRetryable?: boolean };
        if (images.length === 0 && isRetryable === false) throw new EngineRejectedError(REFUSED_BY_POLICY);
        return result;
      },
    },
  });
}
