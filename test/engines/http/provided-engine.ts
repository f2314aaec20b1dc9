import { readConfig } from '../../../src/config/config.ts';
import type { Engine, PromptRequest } from '../../../src/engines/engine.ts';
import { openProviderEngine } from '../../../src/engines/http/open-provider-engine.ts';
import { plainPrompt } from '../../support/plain-prompt.ts';
import type { FakeProvider } from './fake-provider.ts';

/** Where the interface of each provider begins. */
const PATHS = {
  openai: '/v1',
  'openai-compatible': '/v1',
  bfl: '/v1',
  fal: '',
  google: '/v1beta',
  replicate: '/v1',
} as const;

/** The variables that lead to the fake, with the key of every provider. */
export function variablesOf(fake: FakeProvider, provider: keyof typeof PATHS): Record<string, string> {
  return {
    ENGINE_URL: `${fake.origin}${PATHS[provider]}`,
    ENGINE_API_KEY: 'key-1',
    OPENAI_API_KEY: 'key-1',
    BFL_API_KEY: 'key-1',
    FAL_KEY: 'key-1',
    GOOGLE_GENERATIVE_AI_API_KEY: 'key-1',
    REPLICATE_API_TOKEN: 'key-1',
  };
}

/** Opens an engine as the process does, with the address of the fake provider, which records the reports of the engine. */
export function providedEngine(fake: FakeProvider, choice: string, more: Record<string, string> = {}): Promise<Engine> {
  const [provider, model] = choice.split(/:(.*)/s) as [keyof typeof PATHS, string]; // the tests name no other
  const variables = { ENGINE_PROMPT: choice, ...variablesOf(fake, provider), ...more };
  const { engine: settings } = readConfig(variables, process.cwd());
  return openProviderEngine({ provider, model }, settings, {
    report: (call) => fake.reports.push(call),
    elapsedMs: () => 0,
    now: () => 0,
  });
}

export const prompt: PromptRequest = { ...plainPrompt('a can'), aspectRatio: { width: 4, height: 5 } };
