// Installs the dependencies of the checkout, or of the folders of it that are named, when they are missing or were made for
// another package-lock.json. Runs on the Node.js of the machine, before there is any dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const checkout = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const platform = `${process.platform}-${process.arch}`;

const manifest = JSON.parse(fs.readFileSync(path.join(checkout, 'package.json'), 'utf8'));

/** Whether the dependencies contain a Node.js for this platform. npm scripts then run on it, and the machine's own runs npm only. */
const pinsNode = `node-${platform}` in manifest.optionalDependencies;
const oldestNode = pinsNode ? '20.19' : manifest.engines.node.replace('>=', '');
if (isOlder(process.versions.node, oldestNode)) {
  fail(`Darkroom needs Node.js ${oldestNode} or newer on ${platform}, and this is ${process.versions.node}.`);
}
const named = process.argv.slice(2);
for (const name of named.length === 0 ? ['.'] : named) {
  const folder = path.join(checkout, name);
  const stamp = path.join(folder, 'node_modules/.installed');
  const wanted = fingerprint(folder);
  if (installed(stamp) === wanted) continue;
  console.log('installing dependencies (once per change of package-lock.json)');
  install(folder);
  fs.writeFileSync(stamp, wanted);
}

function isOlder(version, oldest) {
  const [major, minor] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor = 0] = oldest.split('.').map(Number);
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}

function fingerprint(folder) {
  const lock = fs.readFileSync(path.join(folder, 'package-lock.json'));
  return createHash('sha256').update(lock).update(platform).digest('hex');
}

function installed(stamp) {
  return fs.existsSync(stamp) ? fs.readFileSync(stamp, 'utf8') : null;
}

/** By npm's own Node.js: the one in node_modules would delete itself. Without `--include`, NODE_ENV=production or a user's
 * settings would leave out what the build needs. */
function install(folder) {
  const npm = process.env.npm_execpath ? [process.env.npm_node_execpath, process.env.npm_execpath] : ['npm'];
  const [command, ...first] = npm;
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--loglevel=error', '--include=dev', '--include=optional'];
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'inherit', env: outerEnvironment() });
  if (status !== 0)
    fail(`The dependencies could not be installed${error ? `: ${error.message}` : '; npm says why above'}.`);
}

/** What this script was started with, without what `npm run` added for it. */
function outerEnvironment() {
  const environment = { ...process.env };
  for (const name of Object.keys(environment)) if (/^npm_(lifecycle|package)_/.test(name)) delete environment[name];
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  environment.PATH = folders
    .filter((folder) => !folder.endsWith(path.join('node_modules', '.bin')))
    .join(path.delimiter);
  return environment;
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
