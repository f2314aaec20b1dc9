import type { EngineChoice } from './engine-settings.ts';
import { profileOf } from './http/model-profile.ts';
import type { EngineMethod } from './thread-messages.ts';

/** The built-in engine makes previews; models make pictures. */
export function isPreview(choice: EngineChoice | 'builtin'): boolean {
  return choice === 'builtin';
}

/**
 * Whether what a mask keeps is kept. Background puts it back over whatever a model answers; a Prompt cuts it out of the
 * photo, which a model that makes pictures from words alone cannot be given.
 */
export function takesMask(choice: EngineChoice | 'builtin', method: EngineMethod): boolean {
  if (method === 'background') return true;
  return method === 'prompt' && (choice === 'builtin' || profileOf(choice).edits);
}
