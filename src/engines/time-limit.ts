import type { Engine, EnginePicture } from './engine.ts';

/** The engine did not answer in time. A retry may succeed. */
export class EngineTimedOutError extends Error {
  override readonly name = 'EngineTimedOutError';
}

/** Limits the duration of each call of an engine, from the start of the call. */
export function answeringInTime(engine: Engine, limitMs: number): Engine {
  const inTime = async (
    signal: AbortSignal,
    work: (signal: AbortSignal) => Promise<EnginePicture>,
  ): Promise<EnginePicture> => {
    const timeout = AbortSignal.timeout(limitMs);
    try {
      return await work(AbortSignal.any([signal, timeout]));
    } catch (error) {
      if (timeout.aborted && !signal.aborted) throw new EngineTimedOutError('no answer in time', { cause: error });
      throw error;
    }
  };
  return {
    name: engine.name,
    prompt: (request, signal) => inTime(signal, (either) => engine.prompt(request, either)),
    edit: (request, signal) => inTime(signal, (either) => engine.edit(request, either)),
    background: (request, signal) => inTime(signal, (either) => engine.background(request, either)),
    expand: (request, signal) => inTime(signal, (either) => engine.expand(request, either)),
  };
}
