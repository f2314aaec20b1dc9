import path from 'node:path';
import { EngineThread } from '../engine-thread.ts';

/** The built-in engine in a thread of its own. */
export function builtinInThread(): EngineThread {
  // Beside this file, and as it is: compiled, or as it was written.
  const module = path.join(import.meta.dirname, `builtin-thread${path.extname(import.meta.filename)}`);
  return new EngineThread('builtin', module);
}
