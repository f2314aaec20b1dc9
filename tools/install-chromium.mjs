// Sees to it that there is a Chromium for the browser tests: Debian's package, installed by apt-get where it is missing.
// Prints its path.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import process from 'node:process';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

let found = PLACES.find((place) => fs.existsSync(place));
if (found === undefined) {
  if (process.getuid?.() !== 0) fail('install Chromium first, as root: apt-get install chromium');
  apt('update');
  apt('install', '--yes', '--no-install-recommends', 'chromium');
  found = PLACES.find((place) => fs.existsSync(place));
}
if (found === undefined) fail('there is no Chromium, also after apt-get has installed it');
console.log(found);

function apt(...args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { status, stderr } = spawnSync('apt-get', ['--quiet', ...args], { encoding: 'utf8', env: environment });
  if (status !== 0) fail(`apt-get ${args[0]} failed:\n${stderr}`);
}

function fail(message) {
  console.error(`The browser tests need Chromium: ${message}`);
  process.exit(1);
}
