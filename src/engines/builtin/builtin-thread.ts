/** What the thread of the built-in engine runs. */
import { parentPort } from 'node:worker_threads';
import { serveEngine } from '../serve-engine.ts';
import { createBuiltinEngine } from './builtin-engine.ts';

if (parentPort) serveEngine(createBuiltinEngine(), parentPort);
