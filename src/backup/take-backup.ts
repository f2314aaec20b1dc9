import { createWriteStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { withClient } from '../database/open-client.ts';
import { writeDurably } from '../images/durable-file.ts';
import { FolderStorage } from '../images/folder-storage.ts';
import type { ContentHash } from '../images/image.ts';
import type { PictureStorage } from '../images/picture-storage.ts';
import type { Instant } from '../instant.ts';
import { programVersion } from '../program-version.ts';
import { StartError } from '../start-error.ts';
import { backedUpTables, copyTarget } from './backed-up-tables.ts';
import { type BackupManifest, manifestFile, tableFile } from './backup-manifest.ts';
import { reasonOf } from '../reason-of.ts';

export interface BackupReport {
  readonly manifest: BackupManifest;
  /** Pictures that the snapshot refers to and the storage lacks. */
  readonly missing: readonly ContentHash[];
}

export interface BackupOptions {
  readonly databaseUrl: string;
  readonly storage: PictureStorage;
  /** A new or empty folder. */
  readonly folder: string;
  readonly clock: () => Instant;
}

/**
 * Copies database and pictures into a folder while servers run. All tables are read in one snapshot, which neither blocks
 * writers nor is blocked by them. The pictures are copied afterwards, so those that the snapshot refers to already exist. Only
 * the owner can read the files, because the tables contain the keys that sign URLs and tokens. Throws StartError.
 */
export async function takeBackup({ databaseUrl, storage, folder, clock }: BackupOptions): Promise<BackupReport> {
  await mkdir(path.join(folder, 'tables'), { recursive: true, mode: 0o700 }).catch((error: unknown) => {
    throw new StartError(`the backup cannot be written: ${reasonOf(error)}`);
  });
  const isUsed = (await readdir(folder)).length > 1 || (await readdir(path.join(folder, 'tables'))).length > 0;
  if (isUsed) throw new StartError(`${folder} is not empty: name a new folder for each backup`);
  return withClient(databaseUrl, (client) => copyAll(client, { storage, folder, clock }), 'darkroom backup');
}

async function copyAll(
  client: Client,
  { storage, folder, clock }: Omit<BackupOptions, 'databaseUrl'>,
): Promise<BackupReport> {
  await client.query('set statement_timeout = 0'); // copying a large table takes long
  await client.query('begin transaction isolation level repeatable read, read only');
  const takenAt = new Date(clock()).toISOString(); // before the snapshot, which the first query takes
  const migrations = await appliedMigrations(client);
  const tables = await copyTables(client, folder);
  const { named, missing } = await copyPictures(client, storage, path.join(folder, 'pictures'), clock);
  await client.query('commit');
  const pictures = named - missing.length;
  const manifest = { format: 1 as const, version: programVersion(), takenAt, migrations, tables, pictures };
  await writeDurably(manifestFile(folder), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  return { manifest, missing };
}

async function appliedMigrations(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    'select migration_name as name from _prisma_migrations where rolled_back_at is null order by 1',
  );
  return rows.map(({ name }) => name);
}

async function copyTables(client: Client, folder: string): Promise<BackupManifest['tables']> {
  const tables: BackupManifest['tables'] = [];
  for (const table of await backedUpTables(client)) {
    const rows = client.query(copyTo(`copy ${copyTarget(table)} to stdout`));
    await pipeline(rows, createWriteStream(tableFile(folder, table.name), { mode: 0o600, flush: true }));
    tables.push({ name: table.name, columns: [...table.columns], rows: rows.rowCount });
  }
  return tables;
}

async function copyPictures(client: Client, from: PictureStorage, folder: string, clock: () => Instant) {
  const to = await FolderStorage.open(folder, { clock });
  const { rows } = await client.query<{ hash: ContentHash }>(
    'select distinct content_hash as hash from images where content_hash is not null',
  );
  const missing: ContentHash[] = [];
  for (const { hash } of rows) {
    const bytes = await from.get(hash);
    if (bytes === null) missing.push(hash);
    else await to.put(hash, bytes);
  }
  return { named: rows.length, missing };
}
