import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { openClient } from '../../src/database/open-client.ts';
import { type Cluster, openCluster } from '../../src/embedded-postgres/cluster.ts';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { postmasterPid } from '../../src/embedded-postgres/postmaster.ts';
import { prepareDatabase } from '../../src/database/prepare-database.ts';
import { defaultStateFolder } from '../../src/config/state-folder.ts';
import { removeCluster } from '../support/test-cluster.ts';
import { postgresCpuMicros } from './measuring/postgres-cpu.ts';

const checkout = path.join(import.meta.dirname, '../..');
const TEMPLATE = 'migrated';

/**
 * A PostgreSQL of the suite's own, as `npm start` starts it: what it has committed is on the disk. It is made anew for each
 * run and removed at its end.
 */
export class BenchCluster {
  /** The cluster's own, for whatever else a run keeps. */
  readonly folder: string;
  readonly #cluster: Cluster;
  readonly #postmaster: number;

  private constructor(folder: string, cluster: Cluster, postmaster: number) {
    this.folder = folder;
    this.#cluster = cluster;
    this.#postmaster = postmaster;
  }

  static async open(): Promise<BenchCluster> {
    const folder = path.join(defaultStateFolder(checkout), `bench-${randomBytes(4).toString('hex')}`);
    const cluster = await openCluster({ folder, durable: true });
    const postmaster = postmasterPid(layoutOf(folder));
    if (postmaster === null) throw new Error('the server that was started cannot be seen');
    const made = new BenchCluster(folder, cluster, postmaster);
    await prepareDatabase(await cluster.ensureDatabase(TEMPLATE), path.join(checkout, 'prisma/migrations'));
    return made;
  }

  /** Makes a database: migrated and empty, or the copy of another, to which nobody may be connected. Gives its URL. */
  async database(name: string, copyOf: string = TEMPLATE): Promise<string> {
    await this.#run(`create database "${name}" template "${copyOf}" strategy file_copy`);
    return this.#cluster.url(name);
  }

  async drop(name: string): Promise<void> {
    await this.#run(`drop database "${name}" with (force)`);
  }

  /** Writes out what waits to be written, so that no contender pays for another. */
  async checkpoint(): Promise<void> {
    await this.#run('checkpoint');
  }

  /** Switches autovacuum on or off, in all databases. A worker that runs ends its table first. */
  async setAutovacuum(isOn: boolean): Promise<void> {
    await this.#run(`alter system set autovacuum = ${isOn ? 'on' : 'off'}`);
    await this.#run('select pg_reload_conf()');
  }

  /** As the server names itself. */
  async version(): Promise<string> {
    const [row] = await this.#run('show server_version');
    return String(row?.['server_version']);
  }

  cpuMicros(): number {
    return postgresCpuMicros(this.#postmaster);
  }

  async remove(): Promise<void> {
    await removeCluster(this.folder);
  }

  async #run(statement: string): Promise<Record<string, unknown>[]> {
    const admin = await openClient(this.#cluster.url('postgres'));
    try {
      return (await admin.query<Record<string, unknown>>(statement)).rows;
    } finally {
      await admin.end();
    }
  }
}
