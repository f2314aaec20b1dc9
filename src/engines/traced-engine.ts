import type { Tracing } from '../tracing.ts';
import type { Engine, EnginePicture } from './engine.ts';

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
