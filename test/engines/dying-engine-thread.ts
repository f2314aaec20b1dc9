/** A thread of an engine that dies of a background, rejects every expand, hangs on an edit, and else makes a picture. */
import { parentPort } from 'node:worker_threads';
import { EngineRejectedError } from '../../src/engines/engine.ts';
import { serveEngine } from '../../src/engines/serve-engine.ts';

if (parentPort) {
  serveEngine(
    {
      name: 'dying',
      prompt: async () => ({ bytes: new Uint8Array([1, 2, 3]), contentType: 'image/png' }),
      edit: (_request, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('told to stop')));
        }),
      background: () => process.exit(1), // of a thread: it ends this one alone
      expand: async () => {
        throw new EngineRejectedError('too wide');
      },
    },
    parentPort,
  );
}
