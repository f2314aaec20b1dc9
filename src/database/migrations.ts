import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';

/** A migration of the database's schema, as contained in this version of Darkroom. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file in hex, as Prisma computes it. */
  readonly checksum: string;
}

/** The database's record of a migration, unless it was rolled back. */
export interface MigrationRecord {
  readonly name: string;
  readonly checksum: string;
  readonly isFinished: boolean;
}

/** The result of comparing a database's migrations with the known ones: the missing ones, or why it cannot be used. */
export type MigrationHistory = { readonly missing: Migration[] } | { readonly objection: string };

/** The folder of the migrations in a checkout. */
export function migrationsFolderOf(checkout: string): string {
  return path.join(checkout, 'prisma/migrations');
}

/** Reads the migrations of a folder, in the order in which they are applied. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await fs.readdir(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
  return Promise.all(names.toSorted().map((name) => readMigration(folder, name)));
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await fs.readFile(path.join(folder, name, 'migration.sql'), 'utf8');
  return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * The steps of a migration whose first line is `-- steps`, separated by lines `-- step`; null: the migration is applied in
 * one transaction. Each step is committed separately, so it can work in batches, and must be safe to repeat.
 */
export function stepsOf(sql: string): string[] | null {
  return sql.startsWith('-- steps\n') ? sql.split(/^-- step$/m) : null;
}

/** Checks each record for these objections in this order: unknown migration, not finished, edited since. */
export function compareHistory(known: readonly Migration[], recorded: readonly MigrationRecord[]): MigrationHistory {
  const knownByName = new Map(known.map((migration) => [migration.name, migration]));
  for (const { name, checksum, isFinished } of recorded) {
    const migration = knownByName.get(name);
    if (!migration)
      return { objection: `the database is newer than this version of Darkroom: it has migration ${name}` };
    if (!isFinished) return { objection: `migration ${name} failed earlier and has to be resolved by hand` };
    if (migration.checksum !== checksum)
      return {
        objection: `migration ${name} was edited after it was applied: restore its file, or begin an empty database`,
      };
  }
  const applied = new Set(recorded.map(({ name }) => name));
  return { missing: known.filter(({ name }) => !applied.has(name)) };
}
