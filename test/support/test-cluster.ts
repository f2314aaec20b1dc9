import { randomInt } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { openClient } from '../../src/database/open-client.ts';
import { type Cluster, openCluster } from '../../src/embedded-postgres/cluster.ts';
import { layoutOf } from '../../src/embedded-postgres/cluster-layout.ts';
import { stopServer } from '../../src/embedded-postgres/stop-server.ts';
import { defaultStateFolder } from '../../src/config/state-folder.ts';

/**
 * A run's stay on the test cluster, which all runs of a checkout share: every `npm test`, and the schema check. Each
 * holds two advisory locks for as long as it lives, however it ends:
 *
 *   in use   shared by all. Who gets it for itself alone when it leaves is the last, and stops the cluster.
 *   run      one of its own. What is named after a run whose lock nobody holds was left by a killed one.
 */
export interface Stay {
  readonly cluster: Cluster;
  /** A connection to the database `postgres`. It holds the locks. */
  readonly admin: pg.Client;
  /** What the names of this run's databases begin with. */
  readonly prefix: string;
  /** Where this run may make clusters of its own, in folders whose names begin with the prefix. */
  readonly ownFolder: string;
  /** Drops the run's databases and clusters, and stops the cluster when nobody else uses it. */
  leave(): Promise<void>;
}

const IN_USE_LOCK = 1;
const CLEANING_LOCK = 2;
const RUN_LOCKS = 3; // the first half of a key, the run's number is the second

const JOIN_ATTEMPTS_MAX = 10;

export async function joinTestCluster(checkout: string): Promise<Stay> {
  const folder = path.join(defaultStateFolder(checkout), 'test');
  const { cluster, admin } = await enter(folder, JOIN_ATTEMPTS_MAX);
  const run = randomInt(2 ** 31);
  await admin.query('select pg_advisory_lock($1, $2)', [RUN_LOCKS, run]);
  const stay = { cluster, admin, prefix: `run_${run}_`, ownFolder: path.join(folder, 'own') };
  await removeLeftovers(stay);
  return { ...stay, leave: () => leave(stay) };
}

/** Another run may be stopping the cluster: then the connection fails or breaks, and the next attempt starts it again. */
async function enter(folder: string, attemptsLeft: number): Promise<{ cluster: Cluster; admin: pg.Client }> {
  const cluster = await openCluster({ folder, durable: false });
  let admin: pg.Client | null = null;
  try {
    admin = await openClient(cluster.url('postgres'));
    await admin.query('select pg_advisory_lock_shared($1)', [IN_USE_LOCK]);
    return { cluster, admin };
  } catch (error) {
    await admin?.end();
    if (attemptsLeft === 1) throw error;
    return enter(folder, attemptsLeft - 1);
  }
}

/** One run at a time, lest two drop the same. */
async function removeLeftovers({ admin, ownFolder }: Omit<Stay, 'leave'>): Promise<void> {
  await admin.query('select pg_advisory_lock($1)', [CLEANING_LOCK]);
  const { rows } = await admin.query<{ run: string }>(
    `select objid::text as run from pg_locks where locktype = 'advisory' and classid = $1 and granted`,
    [RUN_LOCKS],
  );
  const alive = new Set(rows.map(({ run }) => run));
  const isLeftover = (name: string) => !alive.has(/^run_(\d+)_/.exec(name)?.[1] ?? '');
  await removeThings(admin, ownFolder, isLeftover);
  await admin.query('select pg_advisory_unlock($1)', [CLEANING_LOCK]);
}

/** Databases and clusters that are some run's and meet the condition. */
async function removeThings(admin: pg.Client, ownFolder: string, isDoomed: (name: string) => boolean): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname as name from pg_database where datname ~ '^run_[0-9]+_'`,
  );
  for (const { name } of rows) {
    if (isDoomed(name)) await admin.query(`drop database if exists ${admin.escapeIdentifier(name)} with (force)`);
  }
  const clusters = fs.existsSync(ownFolder) ? fs.readdirSync(ownFolder) : [];
  for (const name of clusters) if (isDoomed(name)) await removeCluster(path.join(ownFolder, name));
}

/** Stops the server of a folder, if one runs, and removes the folder. */
export async function removeCluster(folder: string): Promise<void> {
  if (!fs.existsSync(folder)) return;
  const layout = layoutOf(folder);
  await stopServer(layout, 'immediate');
  fs.rmSync(layout.folder, { recursive: true, force: true });
  fs.rmSync(layout.socketFolder, { recursive: true, force: true });
}

async function leave({ admin, cluster, prefix, ownFolder }: Omit<Stay, 'leave'>): Promise<void> {
  await removeThings(admin, ownFolder, (name) => name.startsWith(prefix));
  await admin.query('select pg_advisory_unlock_shared($1)', [IN_USE_LOCK]);
  const { rows } = await admin.query<{ isLast: boolean }>('select pg_try_advisory_lock($1) as "isLast"', [IN_USE_LOCK]);
  if (rows[0]?.isLast) await cluster.stop(); // under the lock: who comes now waits for it, and starts the cluster anew
  await admin.end();
}
