import type { ImageModel } from 'ai';
import type { EngineChoice, EngineSettings } from '../engine-settings.ts';
import type { ResponseLimiter } from './response-limiter.ts';
import { guardedFetch } from './guarded-fetch.ts';

/** Black Forest Labs reports a refusal in a poll, which its client would repeat until the timeout. */
const BFL_REFUSED_POLL = /"(Request|Content) Moderated"/;

/** The default origins, which are trusted like a configured one. */
const ORIGINS = {
  openai: 'https://api.openai.com',
  'openai-compatible': null,
  google: 'https://generativelanguage.googleapis.com',
  fal: 'https://fal.run',
  bfl: 'https://api.bfl.ai',
  replicate: 'https://api.replicate.com',
} as const;

/** Loads only the package of the provider. */
export async function openModel(
  { provider, model }: EngineChoice,
  settings: EngineSettings,
  lane: ResponseLimiter,
): Promise<ImageModel> {
  const { url } = settings;
  const key = settings.keys[provider];
  const trustedOrigin = url === null ? ORIGINS[provider] : new URL(url).origin;
  const fetch = guardedFetch(trustedOrigin, { refusedPoll: provider === 'bfl' ? BFL_REFUSED_POLL : null, lane });
  const own = { ...(key !== null && { apiKey: key }), ...(url !== null && { baseURL: url }), fetch };
  switch (provider) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(own).image(model);
    case 'openai-compatible': {
      if (url === null) throw new Error('ENGINE_URL is not set'); // checked by the configuration
      const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
      return createOpenAICompatible({ ...own, name: 'openai-compatible', baseURL: url }).imageModel(model);
    }
    case 'google':
      return (await import('@ai-sdk/google')).createGoogleGenerativeAI(own).image(model);
    case 'fal':
      return (await import('@ai-sdk/fal')).createFal(own).image(model);
    case 'bfl': {
      const { createBlackForestLabs } = await import('@ai-sdk/black-forest-labs');
      // The timeout of the call applies first.
      return createBlackForestLabs({ ...own, pollTimeoutMillis: 2 * settings.timeoutMs }).image(model);
    }
    case 'replicate': {
      const { createReplicate } = await import('@ai-sdk/replicate');
      const { apiKey, ...rest } = own as typeof own & { apiKey?: string };
      return createReplicate({ ...rest, ...(apiKey !== undefined && { apiToken: apiKey }) }).image(model);
    }
  }
}
