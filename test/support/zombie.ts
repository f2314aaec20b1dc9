import { spawn } from 'node:child_process';
import { processTable } from '../../src/embedded-postgres/process-table.ts';
import { until } from './until.ts';

/** A process that has ended, while its parent, which is not us, never asks for its end. */
export interface Zombie {
  readonly pid: number;
  release(): void;
}

export async function makeZombie(): Promise<Zombie> {
  const parent = spawn('sh', ['-c', 'sleep 600 & echo $!; exec sleep 601'], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = await new Promise<number>((resolve) => parent.stdout.once('data', (text) => resolve(Number(text))));
  await until(() => processTable.commandLine(parent.pid ?? 0) === 'sleep 601'); // no shell any more, which would ask
  await until(() => processTable.commandLine(pid) === 'sleep 600'); // before, it is still a copy of the shell
  process.kill(pid, 'SIGKILL');
  await until(() => processTable.commandLine(pid) !== 'sleep 600');
  return { pid, release: () => void parent.kill('SIGKILL') };
}
