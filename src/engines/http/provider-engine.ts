import sharp from 'sharp';
import type { CallUsage } from '../call-usage.ts';
import {
  type BackgroundRequest,
  type EditRequest,
  type Engine,
  type EnginePicture,
  EngineRejectedError,
  type ExpandRequest,
  type PromptRequest,
} from '../engine.ts';
import { type Size, sizeOf, sizeOfRatio } from './frame.ts';
import { cutOut, type Keep, keepOf, keepRectangle, putBack } from './masks.ts';
import type { MadeByModel, ModelCall, ModelCaller } from './model-caller.ts';

/** The area of a first picture. */
const PROMPT_AREA_PX = 1_048_576; // 1024 x 1024

/** The limit of outpainting models on each side. */
const OUTPAINT_SIDE_MAX_PX = 2_048;

/** An engine that calls a model of a provider. The area to keep is restored, whatever the model returns for it. */
export class ProviderEngine implements Engine {
  readonly name: string;
  readonly #caller: ModelCaller;

  constructor(caller: ModelCaller) {
    this.name = caller.name;
    this.#caller = caller;
  }

  async prompt(request: PromptRequest, signal: AbortSignal): Promise<EnginePicture> {
    const { source, mask, aspectRatio, seed } = request;
    const size = sizeOfRatio(aspectRatio.width / aspectRatio.height, PROMPT_AREA_PX);
    if (source === null)
      return this.#ask({ task: 'generate', text: wordsOf(request), picture: null, size, seed }, signal);
    if (!this.#caller.profile.edits) {
      throw new EngineRejectedError('This engine makes pictures from words alone. Leave out the picture.');
    }
    const product = mask === null ? source : await cutOut(source, mask);
    const text = `Build a new picture around the product in the image; keep the product itself unchanged. ${wordsOf(request)}`;
    return this.#ask({ task: 'edit', text, picture: await contained(product, size), size, seed }, signal);
  }

  async edit(request: EditRequest, signal: AbortSignal): Promise<EnginePicture> {
    const text = `${wordsOf(request)} Keep the composition and everything else as it is.`;
    const { picture, seed } = request;
    return this.#ask({ task: 'edit', text, picture, size: await sizeOf(picture), seed }, signal);
  }

  async background(
    { picture, background, mask, seed }: BackgroundRequest,
    signal: AbortSignal,
  ): Promise<EnginePicture> {
    const size = await sizeOf(picture);
    const text = `Keep the subject exactly as it is and put it before this background: ${background}`;
    if (mask !== null) return this.#paint({ text, picture, keep: await keepOf(mask, size), size, seed }, signal);
    if (!this.#caller.profile.edits) {
      throw new EngineRejectedError('This engine does not find the subject by itself. Paint what to keep.');
    }
    return this.#ask({ task: 'edit', text, picture, size, seed }, signal);
  }

  async expand(request: ExpandRequest, signal: AbortSignal): Promise<EnginePicture> {
    const { picture, top, left, seed } = request;
    const [width, height] = await sizeOf(picture);
    const size: Size = [width + left + request.right, height + top + request.bottom];
    const keep = keepRectangle(size, left, top, [width, height]);
    const canvas = await widened(request);
    const rule = 'Extend this photograph seamlessly beyond its old edges; continue light, texture and perspective.';
    const text = joined([rule, request.prompt]);
    if (!this.#caller.profile.outpaints) return this.#paint({ text, picture: canvas, keep, size, seed }, signal);
    const { bytes, usage } = await this.#outpaint(request, text, size, signal);
    return webp(await putBack(bytes, canvas, keep, size), usage);
  }

  /** Paints the area that is not kept. A model without masks is instructed in the text. */
  async #paint(call: Painting, signal: AbortSignal): Promise<EnginePicture> {
    const { bytes, usage } = await this.#caller.ask({ ...call, task: 'paint' }, signal);
    return webp(await putBack(bytes, call.picture, call.keep, call.size), usage);
  }

  async #outpaint(request: ExpandRequest, text: string, size: Size, signal: AbortSignal): Promise<MadeByModel> {
    const { picture, top, right, bottom, left, seed } = request;
    const scale = Math.min(1, OUTPAINT_SIDE_MAX_PX / Math.max(top, right, bottom, left));
    const width = Math.max(1, Math.round((size[0] - left - right) * scale));
    const height = Math.max(1, Math.round((size[1] - top - bottom) * scale));
    const sent = await sharp(picture).removeAlpha().resize(width, height, { fit: 'fill' }).png().toBuffer();
    const px = (side: number) => Math.round(side * scale);
    const sides = { expand_top: px(top), expand_right: px(right), expand_bottom: px(bottom), expand_left: px(left) };
    return this.#caller.ask(
      { task: 'outpaint', text, seed, picture: sent, keep: null, size, options: { fal: sides } },
      signal,
    );
  }

  async #ask(call: Omit<ModelCall, 'keep'>, signal: AbortSignal): Promise<EnginePicture> {
    const { bytes, usage } = await this.#caller.ask({ ...call, keep: null }, signal);
    return webp(bytes, usage);
  }
}

interface Painting extends Omit<ModelCall, 'task'> {
  readonly picture: Uint8Array;
  readonly keep: Keep;
}

function webp(bytes: Uint8Array, usage: CallUsage): EnginePicture {
  return { bytes, contentType: 'image/webp', usage };
}

function wordsOf({
  prompt,
  model,
  styling,
  background,
}: Pick<EditRequest, 'prompt' | 'model' | 'styling' | 'background'>): string {
  return joined([
    prompt,
    model && `Model: ${model}.`,
    styling && `Styling: ${styling}.`,
    background && `Background: ${background}.`,
  ]);
}

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join(' ');
}

/** Fits the whole product into the wanted shape without stretching it. */
async function contained(product: Uint8Array, [width, height]: Size): Promise<Uint8Array> {
  const background = { r: 255, g: 255, b: 255, alpha: 0 };
  return sharp(product).ensureAlpha().resize(width, height, { fit: 'contain', background }).png().toBuffer();
}

/** A wider canvas with mirrored edges as context for models without masks. */
async function widened({ picture, ...sides }: ExpandRequest): Promise<Uint8Array> {
  let canvas: Uint8Array = picture;
  const left = { top: sides.top, right: sides.right, bottom: sides.bottom, left: sides.left };
  let extendWith: 'mirror' | 'copy' = 'mirror';
  while (Object.values(left).some((px) => px > 0)) {
    const [width, height] = await sizeOf(canvas);
    // A mirrored edge is at most as wide as the picture; beyond it the edge pixels are repeated.
    const most = (px: number, of: number) => (extendWith === 'copy' ? px : Math.min(px, of));
    const step = {
      top: most(left.top, height),
      right: most(left.right, width),
      bottom: most(left.bottom, height),
      left: most(left.left, width),
    };
    canvas = await sharp(canvas)
      .removeAlpha()
      .extend({ ...step, extendWith })
      .png()
      .toBuffer();
    for (const side of ['top', 'right', 'bottom', 'left'] as const) left[side] -= step[side];
    extendWith = 'copy';
  }
  return canvas;
}
