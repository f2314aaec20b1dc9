import fs from 'node:fs';
import path from 'node:path';
import { processExists } from './process-table.ts';

/**
 * Makes `<name>.<process id>-<random>`: a folder is filled under such a name and then renamed, so that one that was cut
 * short is never taken for whole, and of two processes that make the same one wins.
 */
export function makeUnfinished(folder: string): string {
  return fs.mkdtempSync(`${folder}.${process.pid}-`);
}

/** A child of a killed initdb may still write for a moment: then the folder is not empty at the first attempt. */
export function discard(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

/** Removes what processes that are no more left unfinished in a folder. */
export function removeUnfinished(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const [, pid] = /\.(\d+)-\w{6}$/.exec(name) ?? [];
    if (pid === undefined || processExists(Number(pid))) continue;
    discard(path.join(folder, name));
  }
}
