import type { EngineChoice, EngineProvider } from '../engine-settings.ts';
import type { EngineMethod } from '../thread-messages.ts';

/** How the size of the picture is requested. */
export type Sizing =
  | { readonly by: 'list'; readonly sizes: readonly (readonly [number, number])[] }
  | { readonly by: 'step'; readonly stepPx: number; readonly areaMaxPx: number }
  | { readonly by: 'ratio'; readonly ratios: readonly string[] }
  /** No size is requested: the result has the size of the input. */
  | { readonly by: 'input' };

/** The documented capabilities of a model. */
export interface ModelProfile {
  readonly generates: boolean;
  readonly edits: boolean;
  /** `alpha`: paints where the mask is transparent and white. `white`: paints where it is white. Null: no masks. */
  readonly mask: 'alpha' | 'white' | null;
  /** Extends a picture by the requested pixels on each side. */
  readonly outpaints: boolean;
  readonly sizing: Sizing;
}

const BY_INPUT: Sizing = { by: 'input' };
const ANY: ModelProfile = { generates: true, edits: true, mask: null, outpaints: false, sizing: BY_INPUT };
const FILL: ModelProfile = { ...ANY, generates: false, edits: false, mask: 'white' };
const KONTEXT: ModelProfile = { ...ANY, generates: false };

const steps = (stepPx: number, areaMaxPx: number): Sizing => ({ by: 'step', stepPx, areaMaxPx });
const RATIOS: Sizing = {
  by: 'ratio',
  ratios: ['1:1', '2:3', '3:2', '3:4', '4:3', '4:5', '5:4', '9:16', '16:9', '21:9'],
};
const OPENAI_SIZES: Sizing = {
  by: 'list',
  sizes: [
    [1024, 1024],
    [1536, 1024],
    [1024, 1536],
  ],
};
const MEGAPIXEL_PX = 1_048_576; // 1024 x 1024

/** The first pattern that matches the model's name applies. */
const PROFILES: Readonly<Record<EngineProvider, readonly (readonly [RegExp, ModelProfile])[]>> = {
  openai: [
    [/^gpt-image-2\.[5-9]/, { ...ANY, mask: 'alpha', sizing: steps(16, 2 * MEGAPIXEL_PX) }],
    [/^/, { ...ANY, mask: 'alpha', sizing: OPENAI_SIZES }],
  ],
  'openai-compatible': [[/^/, { ...ANY, mask: 'alpha', sizing: steps(16, MEGAPIXEL_PX) }]],
  google: [[/^/, { ...ANY, sizing: RATIOS }]],
  fal: [
    [/outpaint/, { ...FILL, mask: null, outpaints: true }],
    [/fill|inpaint/, FILL],
    [/kontext/, KONTEXT],
    [/\/edit$/, { ...KONTEXT, sizing: steps(16, MEGAPIXEL_PX) }],
    [/^/, { ...ANY, edits: false, sizing: steps(16, MEGAPIXEL_PX) }],
  ],
  bfl: [
    [/fill/, FILL],
    [/kontext/, { ...ANY, sizing: RATIOS }],
    [/flux-2/, { ...ANY, sizing: steps(16, 2 * MEGAPIXEL_PX) }],
    [/^/, { ...ANY, edits: false, sizing: steps(32, MEGAPIXEL_PX) }],
  ],
  replicate: [
    [/fill|inpaint/, FILL],
    [/kontext/, KONTEXT],
    [/flux-2/, { ...ANY, sizing: RATIOS }],
    [/^/, { ...ANY, edits: false, sizing: RATIOS }],
  ],
};

export function profileOf({ provider, model }: EngineChoice): ModelProfile {
  const found = PROFILES[provider].find(([pattern]) => pattern.test(model));
  if (!found) throw new Error(`no profile for ${provider}:${model}`); // the last pattern of each matches anything
  return found[1];
}

/** The capability that the model lacks for the action; null: none. */
export function missingCapability(choice: EngineChoice, method: EngineMethod): string | null {
  const { generates, edits, mask, outpaints } = profileOf(choice);
  switch (method) {
    case 'prompt':
      return generates ? null : 'makes no picture from words alone';
    case 'edit':
      return edits ? null : 'edits no picture by words';
    case 'background':
      return edits || mask !== null ? null : 'replaces no background';
    case 'expand':
      return edits || mask !== null || outpaints ? null : 'widens no picture';
  }
}
