import type { Engine } from '../engine.ts';
import { performBackground } from './background.ts';
import { performEdit } from './edit.ts';
import { performExpand } from './expand.ts';
import { foundByModel } from './matting/found-by-model.ts';
import type { MattingModel } from './matting/matting-model.ts';
import { performPrompt } from './prompt.ts';
import { seekSubject } from './seek-subject.ts';
import { type FindSubject, findSubject } from './segment/subject.ts';
import { whyNoEdit } from './edit-words.ts';

/**
 * The default engine. It works offline, and returns the same bytes for the same request with the same seed. It is not a
 * model, and the pictures that it composes from words say so; given pictures are changed only where the action requires it.
 * It knows some hundred words for places, things, light and colours; what it does not know is chosen at random by the seed.
 * A matting model, if configured, finds the subject unless a person has marked it.
 */
export function createBuiltinEngine(matting: Pick<MattingModel, 'matte'> | null = null): Engine {
  const find: FindSubject = (picture, hint, signal) =>
    matting !== null && hint === null ? foundByModel(matting, picture, signal) : findSubject(picture, hint, signal);
  return {
    name: 'builtin',
    prompt: (request, signal) => performPrompt(request, find, signal),
    edit: (request, signal) => performEdit(request, find, signal),
    background: (request, signal) => performBackground(request, find, signal),
    whyNoEdit,
    findSubject: (request, signal) => seekSubject(request, find, signal),
    expand: (request, signal) => performExpand(request, find, signal),
  };
}
