import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Stops every process of the server whose data are in the folder, as a machine does that hangs. Returns what ends that. */
export function freeze(clusterFolder: string): () => void {
  const pids = serverProcesses(clusterFolder);
  signal(pids, 'SIGSTOP');
  return () => signal(pids, 'SIGCONT');
}

/** For a while. */
export async function freezeDatabase(clusterFolder: string, lengthMs: number): Promise<void> {
  const thaw = freeze(clusterFolder);
  await sleep(lengthMs); // the freeze itself has a length
  thaw();
}

/** The postmaster and its children. */
function serverProcesses(clusterFolder: string): number[] {
  const [postmaster = ''] = readFileSync(path.join(clusterFolder, 'data/postmaster.pid'), 'utf8').split('\n');
  const children = execFileSync('pgrep', ['-P', postmaster], { encoding: 'utf8' }).trim().split('\n');
  return [postmaster, ...children].map(Number);
}

function signal(pids: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // it has just ended by itself
    }
  }
}
