import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type ClusterLayout, socketIn } from './cluster-layout.ts';
import { processExists, processTable } from './process-table.ts';

/**
 * The state of the server of a cluster.
 *
 *   down      Nothing of it runs. Starting is safe.
 *   busy      Its postmaster starts, recovers or stops, and will be ready or down by itself.
 *   ready     It takes connections.
 *   orphaned  The postmaster was killed and processes of it are still at work in the data. They leave when they notice,
 *             which one in a long computation does late. A second server beside them would destroy the data.
 *
 * Start: down, busy, ready. Stop: ready, busy, down. Kill of the postmaster: ready, perhaps orphaned, down.
 *
 * The pid file alone cannot be believed. It outlives a killed postmaster, and the process that it names may since be a
 * zombie (in a container where nobody reaps) or somebody else; PostgreSQL would refuse to start for either. So the
 * command line of that process must name the data folder. Where it does not, the server may still be there but not be
 * visible (another container on the same folder): then its socket answers. Where that is silent too, what is left of the
 * killed server's processes is looked for, and only when there are none are the stale files removed. One that names no
 * process at all stays: PostgreSQL replaces it, after a look of its own at the killed server's shared memory.
 */
export type ServerState = 'down' | 'busy' | 'ready' | 'orphaned';

export async function serverState(layout: ClusterLayout): Promise<ServerState> {
  const locks = [readLock(pidFile(layout)), readLock(`${socketIn(layout.socketFolder)}.lock`)];
  const server = locks[0];
  if (server) {
    const isAlive = isPostmaster(layout, server.pid) || (await answers(layout));
    if (isAlive) return server.isReady ? 'ready' : 'busy';
  }
  const commands = [...processTable.commandLines().values()];
  if (commands.some((command) => startsServer(layout, command))) return 'busy'; // its pid file comes, or just went
  if (commands.some((command) => command.startsWith(`postgres: ${layout.clusterName}: `))) return 'orphaned';
  for (const lock of locks) if (lock) removeStale(lock);
  return 'down';
}

/** The process id of the running postmaster. Null when there is none, or none that can be seen from here. */
export function postmasterPid(layout: ClusterLayout): number | null {
  const server = readLock(pidFile(layout));
  return server && isPostmaster(layout, server.pid) ? server.pid : null;
}

/** False for a process that has ended, even while its parent has not asked for its end yet. */
export function isPostmaster(layout: ClusterLayout, pid: number): boolean {
  return startsServer(layout, processTable.commandLine(pid));
}

/** The pid file and the socket's lock file have the same form. */
interface Lock {
  readonly file: string;
  readonly text: string;
  /** From line 1. NaN in a file that is only half written. */
  readonly pid: number;
  /** From line 8. https://www.postgresql.org/docs/current/storage-file-layout.html */
  readonly isReady: boolean;
}

function readLock(file: string): Lock | null {
  try {
    const text = fs.readFileSync(file, 'utf8');
    const lines = text.split('\n');
    return { file, text, pid: Number.parseInt(lines[0] ?? '', 10), isReady: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}

/** A lock that was read before the processes were looked through: one that came meanwhile belongs to a live server. */
function removeStale({ file, text, pid }: Lock): void {
  const blocksStart = Number.isNaN(pid) || processExists(pid);
  if (blocksStart && readLock(file)?.text === text) fs.rmSync(file, { force: true });
}

function pidFile({ data }: ClusterLayout): string {
  return path.join(data, 'postmaster.pid');
}

/** Every server is started with the data folder as its first argument and settings after it. */
function startsServer({ data }: ClusterLayout, command: string): boolean {
  return command.includes(` -D ${data} -c `);
}

function answers({ socketFolder }: ClusterLayout): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = net.connect(socketIn(socketFolder));
    connection.once('error', () => resolve(false));
    connection.once('connect', () => {
      connection.destroy();
      resolve(true);
    });
  });
}
