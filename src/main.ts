/**
 * The entry point of a process. Reading and compiling some 1,500 modules is most of the time of a start, so V8's compile cache
 * is enabled. It is stored in node_modules: whoever can write there can change the program anyway.
 */
import * as nodeModule from 'node:module';
import path from 'node:path';

nodeModule.enableCompileCache?.(path.join(import.meta.dirname, '../node_modules/.cache/darkroom')); // Node 20 has none
await import('./run.ts');
