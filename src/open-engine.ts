import type { Logger } from 'pino';
import { builtinInThread } from './engines/builtin/builtin-in-thread.ts';
import { MattingModelError } from './engines/matting-model-error.ts';
import type { Engine } from './engines/engine.ts';
import { enginePerAction } from './engines/wrapping-engines.ts';
import { type EngineChoice, type EngineSettings, nameOfChoice } from './engines/engine-settings.ts';
import { openProviderEngine } from './engines/http/open-provider-engine.ts';
import { StartError } from './start-error.ts';

/** Opens the configured engines. Each call of a provider is logged with its duration. */
export async function openEngine(
  settings: EngineSettings,
  log: Logger,
): Promise<{ engine: Engine; previewEngine: Engine; close: () => Promise<void> }> {
  const builtin = await openBuiltin(settings); // its thread starts with the first call
  const dependencies = {
    report: (call: object) => log.info(call, 'engine call'),
    elapsedMs: () => performance.now(),
    now: Date.now,
  };
  const opened = new Map<string, Promise<Engine>>();
  const open = async (choice: EngineChoice | 'builtin'): Promise<Engine> => {
    if (choice === 'builtin') return builtin;
    const known = opened.get(nameOfChoice(choice)) ?? openProviderEngine(choice, settings, dependencies);
    opened.set(nameOfChoice(choice), known);
    return known;
  };
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
  return { engine: enginePerAction(engines, builtin), previewEngine: builtin, close: () => builtin.close() };
}

async function openBuiltin({ mattingModel }: EngineSettings) {
  return builtinInThread({ mattingModel }).catch((error: unknown) => {
    throw error instanceof MattingModelError ? new StartError(`MATTING_MODEL: ${error.message}`) : error;
  });
}
