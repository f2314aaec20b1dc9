/** Makers of models, by the names of their packages of the AI SDK. */
export const MODEL_PROVIDERS = ['openai-compatible', 'openai', 'anthropic', 'google'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** Which model words the answers. */
export interface ModelSettings {
  readonly provider: ModelProvider;
  readonly model: string;
  /** Null: the provider's own address. */
  readonly url: string | null;
  readonly key: string | null;
}
