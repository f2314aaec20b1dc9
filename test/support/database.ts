import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { openClient } from '../../src/database/open-client.ts';
import { type Cluster, openCluster } from '../../src/embedded-postgres/cluster.ts';
import { runSettings } from './run-settings.ts';
import { until } from './until.ts';
import { removeCluster } from './test-cluster.ts';

/** A database of a test file's own. */
export interface TestDatabase {
  readonly url: string;
  /** Drops it. Throws when the test has left connections open, with what the last of them did. */
  close(): Promise<void>;
}

/** A cluster of a test's own, which it may stop, start and kill. */
export interface OwnCluster {
  /** An absolute path that does not exist before the first `open`. */
  readonly folder: string;
  /** Starts the server, or finds it running. It is durable: what it has committed survives whatever a test does. */
  open(): Promise<Cluster>;
  /** Kills the server, if it runs, and removes the folder. */
  remove(): Promise<void>;
}

/** A migrated database, the job queue's tables with it, cloned from the run's template in 15 ms. */
export function testDatabase(): Promise<TestDatabase> {
  return createDatabase(`template "${runSettings().template}" strategy file_copy`);
}

/** A database with nothing in it, UTF8 unless another encoding is named. */
export function bareDatabase(encoding = 'UTF8'): Promise<TestDatabase> {
  return createDatabase(`template template0 strategy file_copy encoding '${encoding}' locale 'C'`);
}

export function ownCluster(): OwnCluster {
  const { ownFolder, prefix } = runSettings();
  const folder = path.join(ownFolder, prefix + randomBytes(4).toString('hex'));
  return { folder, open: () => openDurable(folder), remove: () => removeCluster(folder) };
}

/** The data are made without syncing each file, which takes longer than all the rest where the disk is shared. */
async function openDurable(folder: string): Promise<Cluster> {
  if (!fs.existsSync(path.join(folder, 'data'))) await (await openCluster({ folder, durable: false })).stop();
  return openCluster({ folder, durable: true });
}

async function createDatabase(options: string): Promise<TestDatabase> {
  const { adminUrl, prefix } = runSettings();
  const name = prefix + randomBytes(6).toString('hex');
  await asAdmin((admin) => admin.query(`create database "${name}" ${options}`));
  return {
    url: adminUrl.replace('/postgres?', `/${name}?`),
    close: () => asAdmin((admin) => dropDatabase(admin, name)),
  };
}

/** The server learns of a connection that a client has closed a moment later, so it is given one. */
const LEFT_OPEN_AFTER_MS = 1_000; // 1 second

async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  const deadline = Date.now() + LEFT_OPEN_AFTER_MS;
  const open = await until(async () => {
    const { rows } = await admin.query<{ query: string }>(
      `select query from pg_stat_activity where datname = $1 and backend_type = 'client backend' order by state_change desc`,
      [name],
    );
    return rows.length === 0 || Date.now() > deadline ? rows : null;
  });
  await admin.query(`drop database "${name}" with (force)`);
  if (open[0]) throw new Error(`${open.length} connections to the test database were left open: ${open[0].query}`);
}

async function asAdmin<Result>(work: (admin: pg.Client) => Promise<Result>): Promise<Result> {
  const admin = await openClient(runSettings().adminUrl);
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}
