#!/usr/bin/env node
// The command `darkroom`, on the program that `npm run build` and every `npm start` build.
import fs from 'node:fs';

const program = new URL('../dist/main.js', import.meta.url);
if (fs.existsSync(program)) await import(program.href);
else {
  console.error('darkroom: it has not been built: run "npm run build" first, or use "npm run darkroom --" instead');
  process.exitCode = 1;
}
