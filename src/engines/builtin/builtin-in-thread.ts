import path from 'node:path';
import type { Engine } from '../engine.ts';
import { EngineThread } from '../engine-thread.ts';
import { whyNoEdit } from './words/edit-words.ts';

/** The built-in engine in a thread of its own, but for what it tells by words alone. */
export function builtinInThread(): EngineThread & Pick<Engine, 'whyNoEdit'> {
  // Beside this file, and as it is: compiled, or as it was written.
  const module = path.join(import.meta.dirname, `builtin-thread${path.extname(import.meta.filename)}`);
  return Object.assign(new EngineThread('builtin', module), { whyNoEdit });
}
