import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { hasCode } from './system-error.ts';

/** Information about other processes: from /proc on Linux, elsewhere from `ps`. */
export interface ProcessTable {
  /** The command line of a process, with arguments separated by a space. Empty if it has exited, is a zombie or not visible. */
  commandLine(pid: number): string;
  /** The command line of every process, by process id. */
  commandLines(): Map<number, string>;
}

export const procFiles: ProcessTable = {
  commandLine(pid) {
    try {
      return fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    } catch {
      return ''; // it has ended
    }
  },

  commandLines() {
    const pids = fs.readdirSync('/proc').map(Number).filter(Number.isInteger);
    return new Map(pids.map((pid) => [pid, procFiles.commandLine(pid)]));
  },
};

/** `ps` prints a zombie's name in brackets, so it does not match the command line of a server. */
export const psCommand: ProcessTable = {
  commandLine(pid) {
    return ps('-ww', '-o', 'command=', '-p', String(pid)).trim();
  },

  commandLines() {
    const lines = ps('-A', '-ww', '-o', 'pid=,command=').split('\n');
    return new Map(lines.map((line) => [Number.parseInt(line, 10), line.trim().replace(/^\d+ +/, '')]));
  },
};

function ps(...args: string[]): string {
  return spawnSync('ps', args, { encoding: 'utf8' }).stdout ?? ''; // null where there is no ps
}

export const processTable: ProcessTable = fs.existsSync('/proc/self/cmdline') ? procFiles : psCommand;

/** Whether a process exists, including zombies and processes of other accounts. */
export function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}
