import { readManifest } from '../backup/backup-manifest.ts';
import { restoreBackup } from '../backup/restore-backup.ts';
import { takeBackup } from '../backup/take-backup.ts';
import { checkServer } from '../database/check-server.ts';
import { migrationsFolderOf } from '../database/migrations.ts';
import { openStorage } from '../images/open-storage.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { withDatabase } from './with-database.ts';
import { counted } from '../counted.ts';

type Context = Pick<CommandContext, 'config' | 'checkout' | 'clock'>;

/** Copies database and pictures into a new folder, while servers run or not. */
export async function backUp({ config, clock }: Context, folder: string): Promise<CommandResult> {
  const storage = await openStorage(config.storage, { dataFolder: config.dataFolder, clock });
  const { manifest, missing } = await withDatabase(config, (databaseUrl) =>
    takeBackup({ databaseUrl, storage, folder, clock }),
  );
  const { takenAt, pictures, tables } = manifest;
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const isGood = missing.length === 0;
  const lines = missing.map((picture) => `the storage does not have picture ${picture}`);
  return {
    isGood,
    lines: [...lines, `${counted(rows, 'row')} and ${counted(pictures, 'picture')} as of ${takenAt} are in ${folder}.`],
    json: { ok: isGood, folder, takenAt, rows, pictures, missingPictures: missing },
  };
}

/** Restores a backup into an empty database. */
export async function restore({ config, checkout, clock }: Context, folder: string): Promise<CommandResult> {
  await readManifest(folder); // before a storage or an embedded database is created for nothing
  const storage = await openStorage(config.storage, { dataFolder: config.dataFolder, clock });
  return withDatabase(config, async (databaseUrl) => {
    await checkServer(databaseUrl);
    const migrationsFolder = migrationsFolderOf(checkout);
    const { takenAt, pictures, version } = await restoreBackup({
      databaseUrl,
      storage,
      folder,
      migrationsFolder,
      clock,
    });
    return {
      isGood: true,
      lines: [
        `The state of ${takenAt} is restored, with ${counted(pictures, 'picture')}. Start a server, then run "darkroom check".`,
      ],
      json: { ok: true, takenAt, pictures, version },
    };
  });
}
