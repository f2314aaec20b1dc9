import path from 'node:path';
import type { Engine } from '../engine.ts';
import { EngineThread } from '../engine-thread.ts';
import { openMattingModel } from './matting/matting-model.ts';
import { whyNoEdit } from './words/edit-words.ts';

/** What the thread is given. */
export interface BuiltinThreadData {
  /** The file of a matting model; null: none. */
  readonly mattingModel: string | null;
}

/**
 * Runs the built-in engine in a thread of its own, except for what it tells from words alone. Throws MattingModelError where
 * the matting model does not fit.
 */
export async function builtinInThread(data: BuiltinThreadData): Promise<EngineThread & Pick<Engine, 'whyNoEdit'>> {
  if (data.mattingModel !== null) await (await openMattingModel(data.mattingModel)).release();
  // The file beside this one with the same extension: `.ts` in tests, `.js` in the build.
  const module = path.join(import.meta.dirname, `builtin-thread${path.extname(import.meta.filename)}`);
  return Object.assign(new EngineThread('builtin', module, data), { whyNoEdit });
}
