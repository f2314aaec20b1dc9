import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';
import { jsonOrNull } from '../json-or-null.ts';

const FILE = 'backup.json';

/** The description of a backup. It is written last: a folder without it is not a complete backup. */
const manifest = z.object({
  format: z.literal(1),
  /** The version of Darkroom that took the backup. */
  version: z.string(),
  /** The time of the snapshot. */
  takenAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  /** In an order that satisfies foreign keys. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  pictures: z.int(),
});

export type BackupManifest = z.infer<typeof manifest>;

export const manifestFile = (folder: string): string => path.join(folder, FILE);

/** The file that contains the rows of a table, in the text format of COPY. */
export const tableFile = (folder: string, name: string): string => path.join(folder, 'tables', `${name}.copy`);

/** Throws StartError if the folder is not a backup that this version can read. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(manifestFile(folder), 'utf8').catch(() => {
    throw new StartError(`${folder} is no backup, or one that was not finished: it has no ${FILE}`);
  });
  const read = manifest.safeParse(jsonOrNull(text));
  if (!read.success) throw new StartError(`${FILE} of ${folder} cannot be read by this version of Darkroom`);
  return read.data;
}
