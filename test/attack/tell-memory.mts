/** Loaded into a server by --import: writes what its heap takes into the file of HEAP_FILE, every second. */
import { renameSync, writeFileSync } from 'node:fs';

const file = process.env.HEAP_FILE ?? '';
setInterval(() => {
  writeFileSync(`${file}.next`, String(process.memoryUsage().heapUsed));
  renameSync(`${file}.next`, file);
}, 1_000).unref();
