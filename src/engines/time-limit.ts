import type { Engine, EnginePicture } from './engine.ts';

/** The engine did not answer in time. It may the next time. */
export class EngineTimedOutError extends Error {
  override readonly name = 'EngineTimedOutError';
}

/** The same engine, each of whose calls is told to stop after so long. The time begins with the call. */
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
