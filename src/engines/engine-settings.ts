import type { EngineMethod } from './thread-messages.ts';

export const ENGINE_PROVIDERS = ['openai', 'openai-compatible', 'google', 'fal', 'bfl', 'replicate'] as const;
export type EngineProvider = (typeof ENGINE_PROVIDERS)[number];

/** A model of a provider, as `provider:model` names it. */
export interface EngineChoice {
  readonly provider: EngineProvider;
  readonly model: string;
}

/** As the operator writes it. */
export function nameOfChoice(choice: EngineChoice | 'builtin'): string {
  return choice === 'builtin' ? choice : `${choice.provider}:${choice.model}`;
}

/** What performs each action, and how its provider is reached. */
export interface EngineSettings {
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
