import type { EngineChoice } from './engine-settings.ts';
import { profileOf } from './http/model-profile.ts';
import type { EngineMethod } from './thread-messages.ts';

/** The built-in engine makes previews; models make pictures. */
export function isPreview(choice: EngineChoice | 'builtin'): boolean {
  return choice === 'builtin';
}

/**
 * Whether the method supports a mask. Background restores the masked area over any model's result. A Prompt cuts it out of
 * the photo, which requires a model that accepts pictures.
 */
export function takesMask(choice: EngineChoice | 'builtin', method: EngineMethod): boolean {
  if (method === 'background') return true;
  return method === 'prompt' && (choice === 'builtin' || profileOf(choice).edits);
}
