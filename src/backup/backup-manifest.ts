import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { StartError } from '../start-error.ts';

const FILE = 'backup.json';

/** What a backup says of itself. It is written last: a folder without it is no backup. */
const manifest = z.object({
  format: z.literal(1),
  /** The version of the program that made it. */
  version: z.string(),
  /** Of the snapshot. */
  takenAt: z.iso.datetime(),
  migrations: z.array(z.string()),
  /** In an order in which they can be filled: a table comes after those that it refers to. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.int() })),
  pictures: z.int(),
});

export type BackupManifest = z.infer<typeof manifest>;

export const manifestFile = (folder: string): string => path.join(folder, FILE);

/** Where the rows of a table are. */
export const tableFile = (folder: string, name: string): string => path.join(folder, 'tables', `${name}.copy`);

/** Throws StartError if the folder is no backup that this version can read. */
export async function readManifest(folder: string): Promise<BackupManifest> {
  const text = await readFile(manifestFile(folder), 'utf8').catch(() => {
    throw new StartError(`${folder} is no backup, or one that was not finished: it has no ${FILE}`);
  });
  const read = manifest.safeParse(jsonOrNull(text));
  if (!read.success) throw new StartError(`${FILE} of ${folder} cannot be read by this version of Darkroom`);
  return read.data;
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // the caller says so
  }
}
