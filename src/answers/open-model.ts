import type { LanguageModel } from 'ai';
import type { Logger } from 'pino';
import type { ModelSettings } from './model-settings.ts';
import type { ModelWording } from './model-wording.ts';

/** The timeout of the model, after which the built-in answer is returned. */
const ANSWER_TIME_MS = 8_000; // 8 seconds

/** Opens the configured model. The AI SDK is loaded only here, so only if a model is configured. */
export async function openWording(
  settings: ModelSettings,
  log: Logger,
  timeoutMs = ANSWER_TIME_MS,
): Promise<ModelWording> {
  const { ModelWording: Wording } = await import('./model-wording.ts');
  return new Wording({ model: await openModel(settings), name: settings.model, log, timeoutMs });
}

/** Loads only the package of the provider. */
async function openModel({ provider, model, url, key }: ModelSettings): Promise<LanguageModel> {
  const settings = { apiKey: key ?? undefined, baseURL: url ?? undefined };
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai');
      return createOpenAI(settings)(model);
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic');
      return createAnthropic(settings)(model);
    }
    case 'google': {
      const { createGoogleGenerativeAI } = await import('@ai-sdk/google');
      return createGoogleGenerativeAI(settings)(model);
    }
    case 'openai-compatible': {
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      if (url === null) throw new Error('ANSWERS_URL is not set'); // checked by the configuration
      const named = { ...settings, name: provider, baseURL: url, supportsStructuredOutputs: true };
      return createOpenAICompatible(named)(model);
    }
  }
}
