/** Loaded into a server by --import, and so into its threads: writes what the server's own heap takes into the file of HEAP_FILE, every second. */
import { renameSync, writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.HEAP_FILE ?? '';

if (isMainThread) {
  setInterval(() => {
    writeFileSync(`${file}.next`, String(process.memoryUsage().heapUsed));
    renameSync(`${file}.next`, file);
  }, 1_000).unref();
}
