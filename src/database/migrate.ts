import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { type Client, DatabaseError, type Pool } from 'pg';
import { StartError } from '../start-error.ts';
import {
  compareHistory,
  type Migration,
  type MigrationHistory,
  type MigrationRecord,
  readMigrations,
  stepsOf,
} from './migrations.ts';
import { withSetupLock } from './setup-lock.ts';
import { reasonOf } from '../reason-of.ts';

/** The same table that Prisma creates, so that its tools work with the database. */
const CREATE_TABLE = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const READ_RECORDS = `
  select migration_name as name, checksum, finished_at is not null as "isFinished"
  from _prisma_migrations
  where rolled_back_at is null
  order by started_at`;

const UNDEFINED_TABLE = '42P01';

/**
 * Applies the missing migrations of a folder, each in its own transaction unless it has steps, and returns their names.
 * Several processes may do so at once. Throws StartError, and stops, if the database is newer than the folder, if an applied migration was edited or
 * had failed, or if a migration fails.
 */
export function migrate(url: string, folder: string): Promise<string[]> {
  return withSetupLock(url, (client) => applyMissing(client, folder));
}

/** The same as `migrate`, on a connection that holds the lock. */
export async function applyMissing(client: Client, folder: string): Promise<string[]> {
  await client.query(CREATE_TABLE);
  const { rows } = await client.query<MigrationRecord>(READ_RECORDS);
  const history = compareHistory(await readMigrations(folder), rows);
  if ('objection' in history) throw new StartError(history.objection);
  for (const migration of history.missing) await apply(client, migration);
  return history.missing.map(({ name }) => name);
}

/**
 * Brings an empty database to exactly these migrations, on a connection that holds the lock. Throws StartError if the folder
 * lacks one of them, or the database has another.
 */
export async function applyNamed(client: Client, folder: string, names: readonly string[]): Promise<void> {
  const known = await readMigrations(folder);
  const unknown = names.find((name) => !known.some((migration) => migration.name === name));
  if (unknown) throw new StartError(`the backup is newer than this version of Darkroom: it has migration ${unknown}`);
  await client.query(CREATE_TABLE);
  const { rows } = await client.query<MigrationRecord>(READ_RECORDS);
  const other = rows.find(({ name }) => !names.includes(name));
  if (other) throw new StartError(`the database is not empty: it has migration ${other.name}, and the backup has not`);
  const history = compareHistory(known, rows);
  if ('objection' in history) throw new StartError(history.objection);
  for (const migration of history.missing) if (names.includes(migration.name)) await apply(client, migration);
}

/**
 * How long a migration waits for a lock before it gives up and retries. A migration that waits for a table lock behind a long
 * transaction blocks every charge that arrives later.
 */
const LOCK_TIMEOUT_MS = 1_000; // 1 second

/** The pause before a retry, in which waiting charges get the lock. */
const LOCK_PAUSE_MS = 500;

/** 300 tries of 1.5 seconds: 7.5 minutes. */
const LOCK_TRIES = 300;

const LOCK_NOT_AVAILABLE = '55P03';

async function apply(client: Client, migration: Migration): Promise<void> {
  await client.query(`set lock_timeout = ${LOCK_TIMEOUT_MS}; set statement_timeout = 0`);
  const steps = stepsOf(migration.sql);
  try {
    if (steps) for (const step of steps) await withLocks(() => client.query(step));
    await withLocks(() => inTransaction(client, steps ? '' : migration.sql, migration));
  } catch (error) {
    const outcome = steps ? 'failed, and goes on at the next start' : 'failed and was undone';
    throw new StartError(`migration ${migration.name} ${outcome}: ${reasonOf(error)}`, { cause: error });
  }
  await client.query('reset lock_timeout; reset statement_timeout');
}

/** Retries work that failed because of the lock timeout. */
async function withLocks(work: () => Promise<unknown>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      const isLocked = error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE;
      if (!isLocked || tries === LOCK_TRIES) throw error;
      await setTimeout(LOCK_PAUSE_MS);
    }
  }
}

/** Runs statements and records the migration in one transaction, which is rolled back if anything fails. */
async function inTransaction(client: Client, sql: string, { name, checksum }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
       values ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined); // the connection broke, and with it the transaction
    throw error;
  }
}

/**
 * Whether the database has all migrations of the folder, unedited. It may have newer ones: a process continues to serve while
 * a newer version is rolled out. Throws if it cannot be queried.
 */
export async function migrationsCurrent(on: Pick<Pool, 'query'>, folder: string): Promise<boolean> {
  const known = await readMigrations(folder);
  const names = new Set(known.map(({ name }) => name));
  const history = await historyOf(on, known, ({ name }) => names.has(name));
  return 'missing' in history && history.missing.length === 0;
}

/** The names of the migrations that the database lacks. Throws StartError if it cannot be used by this version. */
export async function missingMigrations(on: Pick<Pool, 'query'>, folder: string): Promise<string[]> {
  const history = await historyOf(on, await readMigrations(folder));
  if ('objection' in history) throw new StartError(history.objection);
  return history.missing.map(({ name }) => name);
}

/** An empty database lacks every migration. */
async function historyOf(
  on: Pick<Pool, 'query'>,
  known: readonly Migration[],
  isConsidered: (record: MigrationRecord) => boolean = () => true,
): Promise<MigrationHistory> {
  try {
    const { rows } = await on.query<MigrationRecord>(READ_RECORDS);
    return compareHistory(known, rows.filter(isConsidered));
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return { missing: [...known] };
    throw error;
  }
}
