// Sees to it that there is a Chromium for the browser tests: Debian's package, installed by apt-get where it is missing.
// Prints its path.
import fs from 'node:fs';
import process from 'node:process';
import { installPackages } from './debian-packages.mjs';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const find = () => PLACES.find((place) => fs.existsSync(place));

try {
  if (find() === undefined) installPackages('chromium');
  if (find() === undefined) throw new Error('there is none, also after apt-get has installed it');
  console.log(find());
} catch (error) {
  console.error(`The browser tests need Chromium: ${error.message}`);
  process.exit(1);
}
