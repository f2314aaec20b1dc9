import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg, { type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { failureKind } from '../database/failure.ts';
import { applyNamed } from '../database/migrate.ts';
import { prepareQueue } from '../database/prepare-database.ts';
import { withSetupLock } from '../database/setup-lock.ts';
import { FolderStorage } from '../images/folder-storage.ts';
import type { ContentHash } from '../images/image.ts';
import { movePictures } from '../images/move-pictures.ts';
import type { PictureStorage } from '../images/picture-storage.ts';
import type { Instant } from '../instant.ts';
import { StartError } from '../start-error.ts';
import { backedUpTables, copyTarget } from './backed-up-tables.ts';
import { type BackupManifest, readManifest, tableFile } from './backup-manifest.ts';
import { verifyBackup } from './verify-backup.ts';

export interface RestoreOptions {
  /** The URL of an empty database. */
  readonly databaseUrl: string;
  readonly storage: PictureStorage;
  readonly folder: string;
  readonly migrationsFolder: string;
  readonly clock: () => Instant;
}

/**
 * Restores a backup into an empty database, at the migrations that it was taken at; the next start applies later ones. Looks at
 * the database and at the whole backup before it writes anything. Rows and pictures are restored all or not at all. Throws
 * StartError.
 */
export async function restoreBackup(options: RestoreOptions): Promise<BackupManifest> {
  const { databaseUrl, storage, folder, migrationsFolder, clock } = options;
  const manifest = await readManifest(folder);
  await withSetupLock(databaseUrl, async (client) => {
    await requireEmpty(client);
    const pictures = await FolderStorage.open(path.join(folder, 'pictures'), { clock });
    await verifyBackup(folder, manifest, pictures);
    await applyNamed(client, migrationsFolder, manifest.migrations);
    await prepareQueue(databaseUrl);
    await client.query('set statement_timeout = 0; set idle_in_transaction_session_timeout = 0'); // copying takes long
    await client.query('begin');
    await fillTables(client, folder, manifest);
    await withPictures(pictures, storage, () => client.query('commit'));
    await client.query('analyze');
  });
  return manifest;
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ hasTables: boolean }>(
    `select to_regclass('public.workspaces') is not null as "hasTables"`,
  );
  if (rows[0]?.hasTables !== true) return;
  const { rowCount } = await client.query('select from workspaces limit 1');
  if (rowCount !== 0) throw new StartError('the database is not empty: restore into a new one');
}

/**
 * Copies the pictures and then commits. Removes the copied pictures again if either fails, unless the commit may have happened:
 * then its rows need them. Pictures without rows do no harm, and a repeated restore skips them.
 */
async function withPictures(from: PictureStorage, to: PictureStorage, commit: () => Promise<unknown>): Promise<void> {
  const copied: ContentHash[] = [];
  let isCommitting = false;
  try {
    await movePictures(from, to, (picture) => copied.push(picture));
    isCommitting = true;
    await commit();
  } catch (error) {
    if (isCommitting && !isRefusal(error)) throw new StartError(COMMIT_LOST, { cause: error });
    for (const picture of copied) await to.remove(picture);
    throw error;
  }
}

const COMMIT_LOST =
  'the database did not confirm the restore, which may be complete. Run it again: a complete one is not repeated, because the database is not empty then';

/** Whether the server has answered that it did not commit. */
function isRefusal(error: unknown): boolean {
  return error instanceof pg.DatabaseError && failureKind(error) === 'permanent';
}

/** Triggers are disabled: they would reject rows that were valid when written. `darkroom check` verifies the restored ledger. */
async function fillTables(client: Client, folder: string, { tables }: BackupManifest): Promise<void> {
  const known = new Map((await backedUpTables(client)).map((table) => [table.name, table]));
  const strange = tables.find(
    ({ name, columns }) => !columns.every((column) => known.get(name)?.columns.includes(column)),
  );
  if (strange) throw new StartError(`the backup has a table ${strange.name} that this version does not know`);
  for (const { name } of tables.toReversed().filter((table) => table.name.startsWith('graphile_worker.'))) {
    await client.query(`delete from ${name}`); // rows that `prepareQueue` has inserted
  }
  for (const table of tables) {
    await client.query(`alter table ${table.name} disable trigger user`);
    const into = client.query(copyFrom(`copy ${copyTarget(table)} from stdin`));
    await pipeline(createReadStream(tableFile(folder, table.name)), into);
    await client.query(`alter table ${table.name} enable trigger user`);
  }
  await client.query(ADVANCE_SEQUENCES);
  await client.query(RELEASE_JOBS);
}

const ADVANCE_SEQUENCES = `do $$
  declare identity record;
  begin
    for identity in
      select format('%I.%I', n.nspname, c.relname) as name, a.attname from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attidentity <> '' and n.nspname in ('public', 'graphile_worker')
    loop
      execute format('select setval(pg_get_serial_sequence(%L, %L), coalesce((select max(%I) from %s), 0) + 1, false)',
        identity.name, identity.attname, identity.attname, identity.name);
    end loop;
  end $$`;

/** Unlocks jobs: the processes that held them at the time of the snapshot no longer run. */
const RELEASE_JOBS = `
  update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null;
  update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null`;
