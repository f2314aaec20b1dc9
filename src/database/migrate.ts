import { randomUUID } from 'node:crypto';
import { type Client, DatabaseError, type Pool } from 'pg';
import { StartError } from '../start-error.ts';
import {
  compareHistory,
  type Migration,
  type MigrationHistory,
  type MigrationRecord,
  readMigrations,
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
 * Applies the missing migrations of a folder, each in its own transaction, and returns their names. Several processes may do
 * so at once. Throws StartError, and stops, if the database is newer than the folder, if an applied migration was edited or
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

/** A failed transaction is rolled back when the caller ends the connection. */
async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
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
    const reason = reasonOf(error);
    throw new StartError(`migration ${name} failed and was undone: ${reason}`, { cause: error });
  }
}

/** Whether the database has exactly the migrations of the folder. Throws if it cannot be queried. */
export async function migrationsCurrent(on: Pick<Pool, 'query'>, folder: string): Promise<boolean> {
  const history = await historyOf(on, folder);
  return 'missing' in history && history.missing.length === 0;
}

/** The names of the migrations that the database lacks. Throws StartError if it cannot be used by this version. */
export async function missingMigrations(on: Pick<Pool, 'query'>, folder: string): Promise<string[]> {
  const history = await historyOf(on, folder);
  if ('objection' in history) throw new StartError(history.objection);
  return history.missing.map(({ name }) => name);
}

/** An empty database lacks every migration. */
async function historyOf(on: Pick<Pool, 'query'>, folder: string): Promise<MigrationHistory> {
  const known = await readMigrations(folder);
  try {
    const { rows } = await on.query<MigrationRecord>(READ_RECORDS);
    return compareHistory(known, rows);
  } catch (error) {
    if (error instanceof DatabaseError && error.code === UNDEFINED_TABLE) return { missing: known };
    throw error;
  }
}
