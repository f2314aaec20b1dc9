import path from 'node:path';
import type { Config } from '../config/config.ts';
import { openCluster } from '../embedded-postgres/cluster.ts';
import { DATABASE_NAME } from '../process.ts';

/**
 * Calls `use` with the direct URL of PostgreSQL, never that of a pooler. If the embedded database does not run, it is started
 * for the duration of the call.
 */
export async function withDatabase<Result>(
  { databaseDirectUrl, databaseUrl, dataFolder }: Config,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const given = databaseDirectUrl ?? databaseUrl;
  if (given !== null) return use(given);
  const cluster = await openCluster({ folder: path.join(dataFolder, 'postgres'), durable: true });
  try {
    return await use(await cluster.ensureDatabase(DATABASE_NAME));
  } finally {
    if (cluster.startedHere) await cluster.stop();
  }
}
