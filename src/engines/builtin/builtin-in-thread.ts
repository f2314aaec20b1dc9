import path from 'node:path';
import type { Engine } from '../engine.ts';
import { EngineThread } from '../engine-thread.ts';
import { openMattingModel } from './matting/matting-model.ts';
import { whyNoEdit } from './edit-words.ts';

/** The `workerData` of the thread. */
export interface BuiltinThreadData {
  /** The file of a matting model; null: none. */
  readonly mattingModel: string | null;
}

/**
 * Runs the built-in engine in a worker thread, except for `whyNoEdit`, which only reads text. Throws MattingModelError if the
 * matting model is unsuitable.
 */
export async function builtinInThread(data: BuiltinThreadData): Promise<EngineThread & Pick<Engine, 'whyNoEdit'>> {
  if (data.mattingModel !== null) await (await openMattingModel(data.mattingModel)).release();
  // Has the same extension as this file: `.ts` in tests, `.js` in the build.
  const module = path.join(import.meta.dirname, `builtin-thread${path.extname(import.meta.filename)}`);
  return Object.assign(new EngineThread('builtin', module, data), { whyNoEdit });
}
