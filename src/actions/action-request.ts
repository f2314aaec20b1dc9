import { z } from 'zod';
import type { ActionId, ImageId, PresetId, ProjectId } from '../ids.ts';
import { SIDE_MAX_PX } from '../images/limits.ts';
import { optionalRatio } from '../input/aspect-ratio.ts';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { optionalText, text, integerInput } from '../input/rules.ts';

/** A request to perform an action. Ids are decoded; everything else is unchecked until `checkRequest` has accepted it. */
export type ActionRequest = PromptRequest | PromptEditRequest | BackgroundRequest | ExpandRequest;

interface RequestBase {
  readonly projectId: ProjectId;
  readonly idempotencyKey: string;
  /** The highest price that the caller accepts; null or absent: no limit. */
  readonly maxCredits?: number | null;
  /** The seed of the picture; null or absent: derived from the action's id. */
  readonly seed?: number | null;
}

export interface PromptRequest extends RequestBase {
  readonly kind: 'PROMPT';
  readonly prompt: string;
  readonly model?: string | null;
  readonly styling?: string | null;
  readonly background?: string | null;
  readonly aspectRatio?: string | null;
  /** A preset that sets the details that are null. */
  readonly presetId?: PresetId | null;
  readonly sourceImageId: ImageId | null;
  readonly maskImageId: ImageId | null;
}

export interface PromptEditRequest extends RequestBase {
  readonly kind: 'PROMPT_EDIT';
  readonly actionId: ActionId;
  readonly prompt: string;
  readonly model?: string | null;
  readonly styling?: string | null;
  readonly background?: string | null;
}

export interface BackgroundRequest extends RequestBase {
  readonly kind: 'BACKGROUND';
  readonly imageId: ImageId;
  readonly background: string;
  readonly maskImageId: ImageId | null;
}

export interface ExpandRequest extends RequestBase {
  readonly kind: 'EXPAND';
  readonly imageId: ImageId;
  readonly top?: number | null;
  readonly right?: number | null;
  readonly bottom?: number | null;
  readonly left?: number | null;
  readonly prompt?: string | null;
}

/** The default aspect ratio. */
export const SQUARE = '1:1';

/** The largest seed that GraphQL's Int, PostgreSQL's integer and every provider accept. */
export const SEED_MAX = 2_147_483_647;
const SEED_RULE = 'must be a whole number from 0 to 2,147,483,647';

const details = { model: optionalText(1_000), styling: optionalText(1_000), background: optionalText(1_000) };
const side = integerInput(0, SIDE_MAX_PX, 'pixels')
  .nullish()
  .transform((pixels) => pixels ?? 0);
const base = {
  idempotencyKey: text(255),
  maxCredits: integerInput(0, 1_000_000_000, 'credits')
    .nullish()
    .transform((credits) => credits ?? null),
  seed: z
    .number()
    .int({ error: SEED_RULE })
    .min(0, { error: SEED_RULE })
    .max(SEED_MAX, { error: SEED_RULE })
    .nullish()
    .transform((seed) => seed ?? null),
};

const rules = {
  PROMPT: z.object({ ...base, prompt: text(4_000), ...details, aspectRatio: optionalRatio }),
  PROMPT_EDIT: z.object({ ...base, prompt: text(4_000), ...details }),
  BACKGROUND: z.object({ ...base, background: text(1_000) }),
  EXPAND: z.object({
    ...base,
    top: side,
    right: side,
    bottom: side,
    left: side,
    prompt: optionalText(4_000),
  }),
};

type Checked<Request extends ActionRequest> = Omit<Request, keyof z.output<(typeof rules)[Request['kind']]>> &
  z.output<(typeof rules)[Request['kind']]>;

/** A valid request with its defaults. */
export type CheckedRequest =
  Checked<PromptRequest> | Checked<PromptEditRequest> | Checked<BackgroundRequest> | Checked<ExpandRequest>;

/** Returns the request with its defaults. Throws InvalidInputError with every field that is invalid. */
export function checkRequest(request: ActionRequest): CheckedRequest {
  switch (request.kind) {
    case 'PROMPT':
      if (request.maskImageId !== null && request.sourceImageId === null) {
        throw invalid('maskImageId', 'requires sourceImageId: the mask says which part of it to keep');
      }
      return promptWithDefaults({
        ...request,
        presetId: request.presetId ?? null,
        ...checkInput(rules.PROMPT, request),
      });
    case 'PROMPT_EDIT':
      return { ...request, ...checkInput(rules.PROMPT_EDIT, request) };
    case 'BACKGROUND':
      return { ...request, ...checkInput(rules.BACKGROUND, request) };
    case 'EXPAND': {
      const checked = checkInput(rules.EXPAND, request);
      if (checked.top + checked.right + checked.bottom + checked.left === 0) {
        throw invalid('top, right, bottom, left', 'must not all be 0: say how many pixels to add on at least one side');
      }
      return { ...request, ...checked };
    }
  }
}

/** With a preset the ratio stays null, because the preset may set it; the request hash covers the input as it was sent. */
function promptWithDefaults(request: Checked<PromptRequest>): Checked<PromptRequest> {
  return request.presetId === null ? { ...request, aspectRatio: request.aspectRatio ?? SQUARE } : request;
}
