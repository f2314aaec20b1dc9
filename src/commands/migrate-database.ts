import path from 'node:path';
import { checkServer } from '../database/check-server.ts';
import { missingMigrations } from '../database/migrate.ts';
import { openClient } from '../database/open-client.ts';
import { prepareDatabase } from '../database/prepare-database.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandSurroundings } from './command-surroundings.ts';
import { withDatabase } from './with-database.ts';

/**
 * Brings the database to what this version needs, as every start does, or with `isStatus` only lists what is missing. Throws
 * StartError as a start does.
 */
export function migrateDatabase(
  { config, checkout }: Pick<CommandSurroundings, 'config' | 'checkout'>,
  { isStatus }: { readonly isStatus: boolean },
): Promise<CommandResult> {
  const folder = path.join(checkout, 'prisma/migrations');
  return withDatabase(config, async (url) => {
    await checkServer(url);
    if (!isStatus) return told('applied', await prepareDatabase(url, folder), true);
    const client = await openClient(url);
    try {
      const missing = await missingMigrations(client, folder);
      return told('missing', missing, missing.length === 0);
    } finally {
      await client.end();
    }
  });
}

function told(what: 'applied' | 'missing', names: readonly string[], isGood: boolean): CommandResult {
  const none = 'The database is current: no migration is missing.';
  return {
    isGood,
    lines: names.length === 0 ? [none] : names.map((name) => `${what} ${name}`),
    json: { [what]: names },
  };
}
