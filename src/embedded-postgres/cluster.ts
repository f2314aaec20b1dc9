import { DatabaseError } from 'pg';
import { openClient } from '../database/open-client.ts';
import { StartError } from '../start-error.ts';
import { type ClusterLayout, PORT, createLayout } from './cluster-layout.ts';
import { ensureRunning } from './ensure-running.ts';
import { type StopMode, stopServer } from './stop-server.ts';
import { isSystemError } from './system-error.ts';

/** A private PostgreSQL: only the account that runs it, and root, can connect to it. */
export interface Cluster {
  /** Whether this call started the server; false if it was running. */
  readonly startedHere: boolean;
  /** The URL of a database of the cluster, in the form that pg accepts. */
  url(database: string): string;
  /** Creates the database if it does not exist, and returns its URL. */
  ensureDatabase(name: string): Promise<string>;
  /**
   * Stops the server, whichever process started it, and resolves when it has exited. `fast`, the default, ends the sessions
   * and writes a checkpoint; `immediate` is a crash, from which the next start recovers. Does nothing if it is not running.
   */
  stop(mode?: StopMode): Promise<void>;
}

/** SQLSTATEs that report that another process has just created the database. */
const CREATED_MEANWHILE = ['42P04', '23505'];

/**
 * Starts the server of a folder unless it runs, and resolves when it accepts connections. The folder, an absolute path, is
 * created and contains all files of the cluster. The server outlives this process. Without `durable` a crash of the machine
 * may lose or corrupt data, which is for tests. Throws StartError for problems that the operator can fix.
 */
export async function openCluster({ folder, durable }: { folder: string; durable: boolean }): Promise<Cluster> {
  try {
    const layout = createLayout(folder);
    return clusterAt(layout, await ensureRunning(layout, durable));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StartError(`the database cannot live in ${folder}: ${error.message}`, { cause: error });
  }
}

function clusterAt(layout: ClusterLayout, startedHere: boolean): Cluster {
  const host = encodeURIComponent(layout.socketFolder);
  // The port and sslmode are explicit, because PGPORT and PGSSLMODE in the environment would otherwise apply.
  const url = (database: string) =>
    `postgresql://postgres@localhost:${PORT}/${encodeURIComponent(database)}?host=${host}&sslmode=disable`;
  return {
    startedHere,
    url,
    async ensureDatabase(name) {
      await createDatabase(url('postgres'), name);
      return url(name);
    },
    stop: (mode = 'fast') => stopServer(layout, mode),
  };
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  const client = await openClient(adminUrl);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } catch (error) {
    const wasSecond = error instanceof DatabaseError && CREATED_MEANWHILE.includes(error.code ?? '');
    if (!wasSecond) throw error;
  } finally {
    await client.end();
  }
}
