import type { Engine } from '../engine.ts';
import type { EngineChoice, EngineSettings } from '../engine-settings.ts';
import type { CallReport } from './model-caller.ts';

export interface ProviderDependencies {
  readonly report: (call: CallReport) => void;
  /** A monotonic clock in milliseconds. */
  readonly elapsedMs: () => number;
  readonly now: () => number;
}

/** Loads the AI SDK, which is needed only if a provider is configured. */
export async function openProviderEngine(
  choice: EngineChoice,
  settings: EngineSettings,
  dependencies: ProviderDependencies,
): Promise<Engine> {
  const [{ ResponseLimiter }, { ModelCaller }, { ProviderEngine }, { openModel }] = await Promise.all([
    import('./response-limiter.ts'),
    import('./model-caller.ts'),
    import('./provider-engine.ts'),
    import('./open-model.ts'),
  ]);
  // Its warnings would appear between the JSON lines of the log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const lane = new ResponseLimiter();
  const model = await openModel(choice, settings, lane);
  return new ProviderEngine(new ModelCaller({ choice, model, lane, options: settings.options, ...dependencies }));
}
