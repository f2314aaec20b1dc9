import type { PromptRequest } from '../../src/engines/engine.ts';

/** A request for a square picture from words alone. */
export function plainPrompt(prompt: string): PromptRequest {
  return {
    prompt,
    model: null,
    styling: null,
    background: null,
    aspectRatio: { width: 1, height: 1 },
    source: null,
    mask: null,
    seed: 7,
  };
}
