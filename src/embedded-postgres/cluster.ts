import { DatabaseError } from 'pg';
import { openClient } from '../database/open-client.ts';
import { StartError } from '../start-error.ts';
import { type ClusterLayout, PORT, createLayout } from './cluster-layout.ts';
import { reachReady } from './reach-ready.ts';
import { type StopMode, stopServer } from './stop-server.ts';
import { isSystemError } from './system-error.ts';

/** A private PostgreSQL: only the account that runs it, and root, can connect to it. */
export interface Cluster {
  /** True when this call started the server, false when it found it running. */
  readonly startedHere: boolean;
  /** The URL of a database of it, for pg and whatever is built on pg. */
  url(database: string): string;
  /** Creates the database where there is none, and gives its URL. */
  ensureDatabase(name: string): Promise<string>;
  /**
   * Stops the server, whoever started it, and resolves when it is gone. `fast`, the default, ends the sessions and saves
   * everything; `immediate` is a crash, from which the next start recovers. Does nothing when it is not running.
   */
  stop(mode?: StopMode): Promise<void>;
}

/** SQLSTATEs of a database that another process created in the same moment. */
const CREATED_MEANWHILE = ['42P04', '23505'];

/**
 * Starts the server of a folder, or finds it running, and resolves when it takes connections. Everything of it lies in
 * the folder, an absolute path, which is made. It outlives this process. What is not durable may be lost or broken by a
 * crash of the machine, and is for tests. Throws StartError for whatever a person can mend.
 */
export async function openCluster({ folder, durable }: { folder: string; durable: boolean }): Promise<Cluster> {
  try {
    const layout = createLayout(folder);
    return clusterAt(layout, await reachReady(layout, durable));
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new StartError(`the database cannot live in ${folder}: ${error.message}`, { cause: error });
  }
}

function clusterAt(layout: ClusterLayout, startedHere: boolean): Cluster {
  const host = encodeURIComponent(layout.socketFolder);
  // The port and sslmode are said, or else PGPORT and PGSSLMODE of the caller's environment would take their place.
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
