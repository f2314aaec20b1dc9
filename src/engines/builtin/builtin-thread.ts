/** The entry point of the built-in engine's thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveEngine } from '../serve-engine.ts';
import { createBuiltinEngine } from './builtin-engine.ts';
import type { BuiltinThreadData } from './builtin-in-thread.ts';
import { openMattingModel } from './matting/matting-model.ts';

const { mattingModel } = workerData as BuiltinThreadData; // set by `builtinInThread`
const matting = mattingModel === null ? null : await openMattingModel(mattingModel);
if (parentPort) serveEngine(createBuiltinEngine(matting), parentPort);
