import { checkServer } from '../database/check-server.ts';
import { missingMigrations } from '../database/migrate.ts';
import { migrationsFolderOf } from '../database/migrations.ts';
import { withClient } from '../database/open-client.ts';
import { prepareDatabase } from '../database/prepare-database.ts';
import type { CommandResult } from './command-result.ts';
import type { CommandContext } from './command-context.ts';
import { withDatabase } from './with-database.ts';

/**
 * Applies the missing migrations, as every start does; with `isStatus` only lists them. Throws StartError as a start does.
 */
export function migrateDatabase(
  { config, checkout }: Pick<CommandContext, 'config' | 'checkout'>,
  { isStatus }: { readonly isStatus: boolean },
): Promise<CommandResult> {
  const folder = migrationsFolderOf(checkout);
  return withDatabase(config, async (url) => {
    await checkServer(url);
    if (!isStatus) return resultOf('applied', await prepareDatabase(url, folder), true);
    const missing = await withClient(url, (client) => missingMigrations(client, folder));
    return resultOf('missing', missing, missing.length === 0);
  });
}

function resultOf(what: 'applied' | 'missing', names: readonly string[], isGood: boolean): CommandResult {
  const none = 'The database is current: no migration is missing.';
  return {
    isGood,
    lines: names.length === 0 ? [none] : names.map((name) => `${what} ${name}`),
    json: { [what]: names },
  };
}
