import fs from 'node:fs';
import path from 'node:path';
import { processExists } from './process-table.ts';

/**
 * Creates `<name>.<process id>-<random>`. A folder is filled under this name and then renamed, so that an incomplete folder
 * is never used, and of two processes that create the same folder one wins.
 */
export function makeUnfinished(folder: string): string {
  return fs.mkdtempSync(`${folder}.${process.pid}-`);
}

/** Removes a folder, with retries, because a child of a killed initdb may still write to it. */
export function discard(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 });
}

/** Removes unfinished folders whose processes have exited. */
export function removeUnfinished(folder: string): void {
  for (const name of fs.readdirSync(folder)) {
    const [, pid] = /\.(\d+)-\w{6}$/.exec(name) ?? [];
    if (pid === undefined || processExists(Number(pid))) continue;
    discard(path.join(folder, name));
  }
}
