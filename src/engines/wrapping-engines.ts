import type { Engine, EnginePicture } from './engine.ts';
import type { Tracing } from '../tracing.ts';
import type { EngineMethod } from './thread-messages.ts';

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

/** Runs each call of the engine in a span. Requests to the provider carry its `traceparent`. */
export function tracedEngine(engine: Engine, tracing: Tracing): Engine {
  const traced =
    <Request>(call: string, make: (request: Request, signal: AbortSignal) => Promise<EnginePicture>) =>
    (request: Request, signal: AbortSignal) =>
      tracing.span(`engine ${call}`, { kind: 'client' }, () => make(request, signal));
  return {
    name: engine.name,
    prompt: traced('prompt', (request, signal) => engine.prompt(request, signal)),
    edit: traced('edit', (request, signal) => engine.edit(request, signal)),
    background: traced('background', (request, signal) => engine.background(request, signal)),
    expand: traced('expand', (request, signal) => engine.expand(request, signal)),
  };
}

/** An engine that delegates each method to its own engine. */
export function enginePerAction(
  engines: Readonly<Record<EngineMethod, Engine>>,
  finder: Pick<Engine, 'findSubject'>,
): Engine {
  return {
    name: [...new Set(Object.values(engines).map(({ name }) => name))].join(', '),
    prompt: (request, signal) => engines.prompt.prompt(request, signal),
    edit: (request, signal) => engines.edit.edit(request, signal),
    whyNoEdit: (words, before) => engines.edit.whyNoEdit?.(words, before) ?? null,
    findSubject: async (request, signal) =>
      (engines.background.findSubject ? engines.background : finder).findSubject?.(request, signal) ?? null,
    background: (request, signal) => engines.background.background(request, signal),
    expand: (request, signal) => engines.expand.expand(request, signal),
  };
}
