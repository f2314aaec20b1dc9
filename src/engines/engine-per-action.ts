import type { Engine } from './engine.ts';
import type { EngineMethod } from './thread-messages.ts';

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
