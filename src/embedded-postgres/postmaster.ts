import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { type ClusterLayout, socketIn } from './cluster-layout.ts';
import { processExists, processTable } from './process-table.ts';

/**
 * The state of the server of a cluster.
 *
 *   down      No process of it runs. Starting is safe.
 *   busy      The postmaster is starting, recovering or stopping, and will become ready or down.
 *   ready     It accepts connections.
 *   orphaned  The postmaster was killed and child processes still access the data. They exit when they notice, which may take
 *             long during a computation. A second server beside them would destroy the data.
 *
 * Start: down, busy, ready. Stop: ready, busy, down. Kill of the postmaster: ready, perhaps orphaned, down.
 *
 * The pid file alone is not reliable. It outlives a killed postmaster, and its process id may since belong to a zombie (in a
 * container without a reaper) or to an unrelated process; PostgreSQL would refuse to start for either. So the command line of
 * the process must contain the data folder. If it does not, the server may run in another container with the same folder, in
 * which case its socket responds. If the socket does not respond either, remaining child processes are searched for, and only
 * if there are none, stale files are removed. A file whose process does not exist is left for PostgreSQL to replace, after it
 * has checked the shared memory of the killed server.
 */
export type PostmasterState = 'down' | 'busy' | 'ready' | 'orphaned';

export async function postmasterState(layout: ClusterLayout): Promise<PostmasterState> {
  const locks = [readLock(pidFile(layout)), readLock(`${socketIn(layout.socketFolder)}.lock`)];
  const server = locks[0];
  if (server) {
    const isAlive = isPostmaster(layout, server.pid) || (await answers(layout));
    if (isAlive) return server.isReady ? 'ready' : 'busy';
  }
  const commands = [...processTable.commandLines().values()];
  if (commands.some((command) => startsServer(layout, command))) return 'busy'; // before its pid file is created, or after it is removed
  if (commands.some((command) => command.startsWith(`postgres: ${layout.clusterName}: `))) return 'orphaned';
  for (const lock of locks) if (lock) removeStale(lock);
  return 'down';
}

/** The process id of the running postmaster; null if there is none, or none that is visible to this process. */
export function postmasterPid(layout: ClusterLayout): number | null {
  const server = readLock(pidFile(layout));
  return server && isPostmaster(layout, server.pid) ? server.pid : null;
}

/** False for a process that has exited, also while it is a zombie. */
export function isPostmaster(layout: ClusterLayout, pid: number): boolean {
  return startsServer(layout, processTable.commandLine(pid));
}

/** The pid file or the socket's lock file, which have the same format. */
interface Lock {
  readonly file: string;
  readonly text: string;
  /** From line 1. NaN in an incomplete file. */
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

/** Removes a lock file unless it has changed since it was read, before the processes were listed. */
function removeStale({ file, text, pid }: Lock): void {
  const blocksStart = Number.isNaN(pid) || processExists(pid);
  if (blocksStart && readLock(file)?.text === text) fs.rmSync(file, { force: true });
}

function pidFile({ data }: ClusterLayout): string {
  return path.join(data, 'postmaster.pid');
}

/** Every server is started with the data folder as its first argument, followed by settings. */
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
