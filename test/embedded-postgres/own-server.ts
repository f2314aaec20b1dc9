import fs from 'node:fs';
import path from 'node:path';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { postmasterPid } from '../../src/embedded-postgres/postmaster.ts';
import { processTable } from '../../src/embedded-postgres/process-table.ts';
import { type NodeProcess, runModule } from '../support/node-process.ts';
import { until } from '../support/until.ts';

/** Opens the cluster of a folder in a process of its own, which says `opened: started` or `opened: found` and lives on. */
export function openElsewhere(folder: string): NodeProcess {
  return runModule(
    `import { openCluster } from ${JSON.stringify(path.resolve('src/embedded-postgres/cluster.ts'))};
     const cluster = await openCluster({ folder: ${JSON.stringify(folder)}, durable: false });
     console.log(cluster.startedHere ? 'opened: started' : 'opened: found');
     setInterval(() => {}, 1000);`,
  );
}

export function postmaster(folder: string): number {
  const pid = postmasterPid(layoutOf(folder));
  if (pid === null) throw new Error(`no postmaster runs in ${folder}`);
  return pid;
}

/** The processes of the folder's server, except the postmaster. */
export function serverProcesses(folder: string): number[] {
  const title = `postgres: ${layoutOf(folder).clusterName}: `;
  return [...processTable.commandLines()].flatMap(([pid, command]) => (command.startsWith(title) ? [pid] : []));
}

export async function killPostmaster(folder: string): Promise<void> {
  const pid = postmaster(folder);
  process.kill(pid, 'SIGKILL');
  await until(() => processTable.commandLine(pid) === '');
}

/** Kills the postmaster and waits until the rest of the server has left. */
export async function crash(folder: string): Promise<void> {
  await killPostmaster(folder);
  await until(() => serverProcesses(folder).length === 0);
}

export function pidFile(folder: string): string {
  return path.join(folder, 'data/postmaster.pid');
}

export function socketLock(folder: string): string {
  return path.join(folder, 'socket/.s.PGSQL.5432.lock');
}

/** Writes another process id into a file of a server's. */
export function forgePid(file: string, pid: number): void {
  fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace(/^\d+/, String(pid)));
}
