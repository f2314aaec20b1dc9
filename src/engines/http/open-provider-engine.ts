import type { Engine } from '../engine.ts';
import type { EngineChoice, EngineSettings } from '../engine-settings.ts';
import type { CallReport } from './model-caller.ts';

export interface Surroundings {
  readonly report: (call: CallReport) => void;
  /** Milliseconds that only grow. */
  readonly elapsedMs: () => number;
  readonly now: () => number;
}

/** The AI SDK is loaded here, and only where a provider is configured. */
export async function openProviderEngine(
  choice: EngineChoice,
  settings: EngineSettings,
  surroundings: Surroundings,
): Promise<Engine> {
  const [{ ModelCaller }, { ProviderEngine }, { openModel }] = await Promise.all([
    import('./model-caller.ts'),
    import('./provider-engine.ts'),
    import('./open-model.ts'),
  ]);
  // Its warnings would stand between the log's lines of JSON.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const model = await openModel(choice, settings);
  return new ProviderEngine(new ModelCaller({ choice, model, options: settings.options, ...surroundings }));
}
