import { spawn } from 'node:child_process';
import fs from 'node:fs';
import { StartError } from '../start-error.ts';
import { spawnOptions } from './account.ts';
import type { Binaries } from './binaries.ts';
import type { ClusterLayout } from './cluster-layout.ts';

/** A postmaster that was started here and may or may not become the server of its cluster. */
export interface Launch {
  readonly pid: number | undefined;
  /** True once the process is gone: another start was first, or it could not start. */
  readonly hasEnded: boolean;
  /** What its log says of why it ended. */
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

/** A checkpoint makes the next change of each page a full page in the log: seldom ones are 1.6 times as fast. */
const DURABLE_SETTINGS = { max_wal_size: '8GB', checkpoint_timeout: '15min' };

/** For data that may be lost with the machine. */
const VOLATILE_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/**
 * Starts a postmaster that outlives this process, in a session of its own: neither Ctrl-C nor a kill of this process
 * reaches it.
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
    // It is a list, which a comma in the path would go on with.
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
  };
  return ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** The last fatal message, or else everything that is no message of a running server's. */
function lastComplaint(log: string, start: number): string | undefined {
  const lines = fs.readFileSync(log).subarray(start).toString().trim().split('\n');
  const fatal = lines.findLast((line) => /FATAL|PANIC/.test(line))?.replace(/^.*?(FATAL|PANIC): +/, '');
  return fatal ?? (lines.filter((line) => !/ LOG: /.test(line)).join(' ') || undefined);
}
