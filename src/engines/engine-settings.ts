import type { EnginePrice } from './call-usage.ts';
import type { EngineMethod } from './thread-messages.ts';

export const ENGINE_PROVIDERS = ['openai', 'openai-compatible', 'google', 'fal', 'bfl', 'replicate'] as const;
export type EngineProvider = (typeof ENGINE_PROVIDERS)[number];

/** The variables of the environment that hold the providers' keys. */
export const KEY_VARIABLES = {
  openai: 'OPENAI_API_KEY',
  'openai-compatible': 'ENGINE_API_KEY',
  google: 'GOOGLE_GENERATIVE_AI_API_KEY',
  fal: 'FAL_KEY',
  bfl: 'BFL_API_KEY',
  replicate: 'REPLICATE_API_TOKEN',
} as const satisfies Record<EngineProvider, string>;

/** A model of a provider, as `provider:model` names it. */
export interface EngineChoice {
  readonly provider: EngineProvider;
  readonly model: string;
}

/** As the operator writes it. */
export function nameOfChoice(choice: EngineChoice | 'builtin'): string {
  return choice === 'builtin' ? choice : `${choice.provider}:${choice.model}`;
}

/** What the operator pays and takes, in one currency. */
export interface EngineMoney {
  /** By the engine's name. */
  readonly costs: Readonly<Record<string, EnginePrice>>;
  /** What a credit is sold for; null: not told. */
  readonly creditPrice: number | null;
}

/** What performs each action, and how its provider is reached. */
export interface EngineSettings extends EngineMoney {
  readonly choices: Readonly<Record<EngineMethod, EngineChoice | 'builtin'>>;
  /** In place of each provider's own address; null: its own. */
  readonly url: string | null;
  readonly keys: Readonly<Record<EngineProvider, string | null>>;
  /** Passed on to the providers as they are, by the provider's name in the AI SDK. */
  readonly options: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly timeoutMs: number;
  /** Actions that this process performs at once where a provider makes pictures. */
  readonly concurrency: number;
}

export function usesProvider({ choices }: EngineSettings): boolean {
  return Object.values(choices).some((choice) => choice !== 'builtin');
}
