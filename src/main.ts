/**
 * The entry point of a process. Reading and compiling some 1,500 modules is most of the time of a start, so V8's compile cache
 * is enabled. It is stored in node_modules: whoever can write there can change the program anyway.
 */
import { readFileSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { fileURLToPath } from 'node:url';

const manifest: { readonly engines: { readonly node: string } } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
);
const oldest = manifest.engines.node.replace('>=', '');

// Checked before the other modules are loaded: those of the dependencies fail on an older Node.js with errors of their own.
if (Number.parseInt(process.versions.node, 10) < Number(oldest)) {
  const advice = 'start it by npm or npx, which on Linux use the Node.js that comes with it, or install a newer one';
  console.error(`darkroom: it needs Node.js ${oldest} or newer, and this is ${process.versions.node}: ${advice}`);
  process.exitCode = 1;
} else {
  nodeModule.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/darkroom', import.meta.url)));
  await import('./run.ts');
}
