import type { Engine } from '../engine.ts';
import { performBackground } from './background.ts';
import { performEdit } from './edit.ts';
import { performExpand } from './expand.ts';
import { seekSubject } from './seek-subject.ts';
import { performPrompt } from './prompt.ts';
import { whyNoEdit } from './words/edit-words.ts';

/**
 * The engine that is always there: it works offline, and the same request with the same seed gives the same bytes. It is no model and says so on the pictures
 * that it makes from words; what it does to given pictures is real work on their pixels. It knows some hundred English words for places,
 * things, light and colours, and leaves to a chance that the request decides what it does not know.
 */
export function createBuiltinEngine(): Engine {
  return {
    name: 'builtin',
    prompt: performPrompt,
    edit: performEdit,
    background: performBackground,
    whyNoEdit,
    findSubject: seekSubject,
    expand: performExpand,
  };
}
