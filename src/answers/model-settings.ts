/** Providers of models, by the names of their AI SDK packages. */
export const MODEL_PROVIDERS = ['openai-compatible', 'openai', 'anthropic', 'google'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** The model that formulates answers. */
export interface ModelSettings {
  readonly provider: ModelProvider;
  readonly model: string;
  /** Null: the provider's default address. */
  readonly url: string | null;
  readonly key: string | null;
}
