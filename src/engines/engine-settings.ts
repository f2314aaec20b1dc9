import type { EnginePrice } from './call-usage.ts';
import type { EngineMethod } from './thread-messages.ts';

export const ENGINE_PROVIDERS = ['openai', 'openai-compatible', 'google', 'fal', 'bfl', 'replicate'] as const;
export type EngineProvider = (typeof ENGINE_PROVIDERS)[number];

/** The environment variables with the providers' keys. */
export const KEY_VARIABLES = {
  openai: 'OPENAI_API_KEY',
  'openai-compatible': 'ENGINE_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  fal: 'FAL_KEY',
  bfl: 'BFL_API_KEY',
  replicate: 'REPLICATE_API_TOKEN',
} as const satisfies Record<EngineProvider, string>;

/** A model of a provider, written `provider:model`. */
export interface EngineChoice {
  readonly provider: EngineProvider;
  readonly model: string;
}

/** The name in the configuration: `builtin` or `provider:model`. */
export function nameOfChoice(choice: EngineChoice | 'builtin'): string {
  return choice === 'builtin' ? choice : `${choice.provider}:${choice.model}`;
}

/** The operator's costs and price, in one currency. */
export interface EngineMoney {
  /** By the engine's name. */
  readonly costs: Readonly<Record<string, EnginePrice>>;
  /** The price of a credit; null: not configured. */
  readonly creditPrice: number | null;
}

/** The engine of each action, and the settings of its provider. */
export interface EngineSettings extends EngineMoney {
  readonly choices: Readonly<Record<EngineMethod, EngineChoice | 'builtin'>>;
  /** Overrides the providers' default address; null: the default. */
  readonly url: string | null;
  readonly keys: Readonly<Record<EngineProvider, string | null>>;
  /** Passed to the providers unchanged, by the provider's name in the AI SDK. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly timeoutMs: number;
  /** The absolute path of the ONNX file of a matting network; null: the built-in engine finds subjects by segmentation. */
  readonly mattingModel: string | null;
  /** The maximum number of running actions of providers in this process. Those of the built-in engine have `WORKERS`. */
  readonly concurrency: number;
}
