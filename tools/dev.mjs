// Runs the server, and builds and restarts it when something in src or prisma changes; while a build fails, the server
// before it goes on. When only the page has changed the server is left alone: it serves what the build puts there. On Ctrl-C or SIGTERM the server shuts down by itself, its embedded database included; a second one
// cuts that short.
//
// Not `tsc --watch`: the compiler watches nothing in a checkout that lies as near to the root as /srv/darkroom.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';

const SETTLE_MS = 100; // an editor saves a file in several steps

process.chdir(path.join(import.meta.dirname, '..'));
let server = null;
let builder = null;
let isStopping = false;
let isServerStale = true;
let onChange = () => {};

for (const folder of ['src', 'prisma']) if (fs.existsSync(folder)) watch(folder);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop());

for (;;) {
  const changed = new Promise((resolve) => (onChange = resolve)); // from here on, so that no change during the build is lost
  const isStale = isServerStale;
  isServerStale = false;
  if (!(await build())) isServerStale ||= isStale;
  else if (isStale || server === null) await restart();
  await changed;
}

function watch(folder) {
  let settling;
  fs.watch(folder, { recursive: true }, (_, file) => {
    if (isMadeByBuild(file)) return;
    isServerStale ||= !isOfPage(folder, file);
    clearTimeout(settling);
    settling = setTimeout(() => onChange(), SETTLE_MS);
  });
}

function isMadeByBuild(file) {
  return /(^|\/)generated(\/|$)/.test(file);
}

function isOfPage(folder, file) {
  return folder === 'src' && file.split(path.sep)[0] === 'studio';
}

async function build() {
  builder = spawn(process.execPath, ['tools/build.mjs'], { stdio: 'inherit' });
  const [code] = await once(builder, 'exit');
  builder = null;
  return code === 0;
}

/** The server has a process group of its own: Ctrl-C reaches this process alone, which tells it once. */
async function restart() {
  await ended();
  if (isStopping) return;
  server = spawn(process.execPath, ['dist/main.js'], { stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  server.once('exit', () => (server = null));
}

/** Asks the server to end, if it runs, and resolves when it has. */
async function ended() {
  if (server === null) return;
  server.kill('SIGTERM');
  await once(server, 'exit');
}

async function stop() {
  isStopping = true;
  builder?.kill();
  await ended();
  process.exit(0);
}
