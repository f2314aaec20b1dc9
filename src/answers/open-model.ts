import type { LanguageModel } from 'ai';
import type { Logger } from 'pino';
import type { ModelSettings } from './model-settings.ts';
import type { ModelWording } from './model-wording.ts';

/** After it the answer is the built-in one. */
const ANSWER_TIME_MS = 8_000; // 8 seconds

/** What lets the model word answers. The AI SDK is loaded here and nowhere else, and only where a model is configured. */
export async function openWording(
  settings: ModelSettings,
  log: Logger,
  timeoutMs = ANSWER_TIME_MS,
): Promise<ModelWording> {
  const { ModelWording: Wording } = await import('./model-wording.ts');
  return new Wording({ model: await openModel(settings), name: settings.model, log, timeoutMs });
}

/** The provider's package is loaded now, and only that one. */
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
      if (url === null) throw new Error('ANSWERS_URL is not set'); // the configuration has seen to it
      const named = { ...settings, name: provider, baseURL: url, supportsStructuredOutputs: true };
      return createOpenAICompatible(named)(model);
    }
  }
}
