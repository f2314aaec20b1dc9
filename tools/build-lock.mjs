import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Waits until no other process builds this checkout and keeps others from it until the answer is called or this process
 * ends: `npm start` and `npm test` may be given at the same moment. The lock of a killed process is taken over.
 *
 * By the process id in the file. proper-lockfile tells a dead holder by a time stamp that the living one renews on a timer,
 * which a build that waits for a compiler (spawnSync, 5 to 20 s a step) does not let run.
 */
export async function holdBuildLock(file) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  while (!tryCreate(file)) {
    if (isAbandoned(file)) fs.rmSync(file, { force: true });
    else await sleep(POLL_MS);
  }
  const release = () => fs.rmSync(file, { force: true });
  process.once('exit', release);
  return () => {
    process.off('exit', release);
    release();
  };
}

function tryCreate(file) {
  try {
    fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  }
}

function isAbandoned(file) {
  try {
    process.kill(Number(fs.readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH'; // not so when the file is gone, or the process is another account's
  }
}
