/**
 * Opens the program without a provider, then with each provider in turn, and prints as JSON the packages of the AI SDK that
 * each step loads. Runs in a process of its own, because a process loads each module only once.
 */
import { registerHooks } from 'node:module';
import { pino } from 'pino';
import { ENGINE_PROVIDERS } from '../../../src/engines/engine-settings.ts';

const PACKAGE = /\/node_modules\/(ai|@ai-sdk\/[^/]+)\//;
/** Packages that `ai` and the providers share. */
const SHARED = /^@ai-sdk\/(gateway|provider|provider-utils)$/;

const loaded = new Set<string>();
registerHooks({
  load(url, context, nextLoad) {
    const name = PACKAGE.exec(url)?.[1];
    if (name !== undefined && !SHARED.test(name)) loaded.add(name);
    return nextLoad(url, context);
  },
});

function takeLoaded(): string[] {
  const names = [...loaded].toSorted();
  loaded.clear();
  return names;
}

// The build: node cannot run the decorators of the sources. What app.js imports is what every process loads.
const dist = (file: string) => new URL(`../../../dist/${file}`, import.meta.url).href;
await import(dist('app.js'));
const { readConfig } = (await import(dist('config/config.js'))) as typeof import('../../../src/config/config.ts');
const { openEngine } = (await import(dist('open-engine.js'))) as typeof import('../../../src/open-engine.ts');

async function packagesOf(variables: Record<string, string>): Promise<string[]> {
  const { engine } = readConfig(variables, process.cwd());
  await (await openEngine(engine, pino({ level: 'silent' }))).close();
  return takeLoaded();
}

const answer: Record<string, string[]> = { builtin: await packagesOf({ ENGINE: 'builtin' }) };
for (const provider of ENGINE_PROVIDERS) {
  const keys = {
    ENGINE_API_KEY: 'key',
    OPENAI_API_KEY: 'key',
    GOOGLE_GENERATIVE_AI_API_KEY: 'key',
    FAL_KEY: 'key',
    BFL_API_KEY: 'key',
    REPLICATE_API_TOKEN: 'key',
  };
  const url: Record<string, string> = provider === 'openai-compatible' ? { ENGINE_URL: 'http://127.0.0.1:1/v1' } : {};
  answer[provider] = await packagesOf({ ENGINE_PROMPT: `${provider}:model`, ...keys, ...url });
}
process.stdout.write(JSON.stringify(answer));
