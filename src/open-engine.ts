import type { Logger } from 'pino';
import { builtinInThread } from './engines/builtin/builtin-in-thread.ts';
import type { Engine } from './engines/engine.ts';
import { enginePerAction } from './engines/engine-per-action.ts';
import type { EngineChoice, EngineSettings } from './engines/engine-settings.ts';
import { openProviderEngine } from './engines/http/open-provider-engine.ts';

/** Opens the configured engines. Each call of a provider is logged with its duration. */
export async function openEngine(
  settings: EngineSettings,
  log: Logger,
): Promise<{ engine: Engine; close: () => Promise<void> }> {
  const builtin = builtinInThread(); // its thread starts with the first call
  const surroundings = {
    report: (call: object) => log.info(call, 'engine call'),
    elapsedMs: () => performance.now(),
    now: Date.now,
  };
  const open = async (choice: EngineChoice | 'builtin') =>
    choice === 'builtin' ? builtin : openProviderEngine(choice, settings, surroundings);
  const { choices } = settings;
  const [prompt, edit, background, expand] = await Promise.all(
    [choices.prompt, choices.edit, choices.background, choices.expand].map(open),
  );
  const engines = {
    prompt: prompt ?? builtin,
    edit: edit ?? builtin,
    background: background ?? builtin,
    expand: expand ?? builtin,
  };
  return { engine: enginePerAction(engines, builtin), close: () => builtin.close() };
}
