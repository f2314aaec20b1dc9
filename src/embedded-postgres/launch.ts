import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { StartError } from '../start-error.ts';
import { spawnOptions } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterLayout } from './cluster-layout.ts';

/** A postmaster started by this process, which may lose against another start. */
export interface Launch {
  readonly pid: number | undefined;
  /** Whether the process has exited: another start was first, or it could not start. */
  readonly hasEnded: boolean;
  /** The reason for its exit, from its log. */
  failure(): StartError;
}

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** After a checkpoint the first change of each page writes the full page to the WAL: rare checkpoints are 1.6 times as fast. */
const DURABLE_SETTINGS = { max_wal_size: '8GB', checkpoint_timeout: '15min' };

/** For data that may be lost in a crash of the machine. */
const VOLATILE_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a postmaster that outlives this process. It has its own process session, so neither Ctrl-C nor a kill of this process
 * stops it.
 */
export function launch(layout: ClusterLayout, { postgres }: Binaries, durable: boolean): Launch {
  const log = fs.openSync(layout.log, 'a', 0o600);
  const logStart = fs.fstatSync(log).size;
  const child = spawn(postgres, serverArguments(layout, durable), {
    ...spawnOptions(layout.account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  child.unref();
  let ending: string | null = null;
  child.once('error', (error) => (ending = error.message));
  child.once('exit', (code, signal) => (ending = signal === null ? `exit code ${code}` : `ended by ${signal}`));
  return {
    pid: child.pid,
    get hasEnded() {
      return ending !== null;
    },
    failure() {
      const reason = lastComplaint(layout.log, logStart) ?? ending;
      return new StartError(`PostgreSQL did not start in ${layout.folder}: ${reason}; its log is ${layout.log}`);
    },
  };
}

function serverArguments({ data, socketFolder, clusterName }: ClusterLayout, durable: boolean): string[] {
  const settings = {
    ...SETTINGS,
    ...(durable ? DURABLE_SETTINGS : VOLATILE_SETTINGS),
    cluster_name: clusterName,
    // The setting is a comma-separated list, so the path is quoted.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The last fatal message, else all lines that are not messages of a running server. */
function lastComplaint(log: string, start: number): string | undefined {
  const lines = fs.readFileSync(log).subarray(start).toString().trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): +/, '');
  return fatal ?? (lines.filter((line) => !/ LOG: /.test(line)).join(' ') || undefined);
}
