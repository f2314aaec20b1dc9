/**
 * Where a process begins. Reading and compiling some 1,500 modules is most of what a start takes; what V8 has compiled is
 * kept beside the dependencies, where whoever may write could change the program itself.
 */
import * as nodeModule from 'node:module';
import path from 'node:path';

nodeModule.enableCompileCache?.(path.join(import.meta.dirname, '../node_modules/.cache/darkroom')); // Node 20 has none
await import('./run.ts');
