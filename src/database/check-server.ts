import { openClient } from './open-client.ts';
import { requireSessions } from './require-sessions.ts';
import { StartError } from '../start-error.ts';

/** The oldest PostgreSQL that the statements are written for, as server_version_num tells it. */
const VERSION_MIN = 150_000;

/** Texts are in every language, and an upload's name or a prompt that the database could not hold would be lost. */
const ENCODING = 'UTF8';

/** Throws StartError where the database cannot be reached, is too old, holds texts in another encoding than UTF8 or has no ICU, or
 * where a pooler keeps sessions from us. `variable` is what names the URL. */
export async function checkServer(url: string, variable = 'DATABASE_URL'): Promise<void> {
  await requireSessions(url, variable);
  const client = await openClient(url);
  try {
    const { rows } = await client.query<{
      number: number;
      version: string;
      encoding: string;
      name: string;
      hasIcu: boolean;
    }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
         current_setting('server_encoding') as encoding, current_database() as name,
         exists (select from pg_collation where collname = 'und-x-icu') as "hasIcu"`,
    );
    const [server] = rows;
    if (server === undefined) throw new StartError('the database did not report its version');
    const { number, version, encoding, name, hasIcu } = server;
    if (number < VERSION_MIN)
      throw new StartError(`the database is PostgreSQL ${version}; Darkroom requires version 15 or newer`);
    if (!hasIcu) {
      throw new StartError(
        `the database "${name}" has no collation "und-x-icu", by which projects are searched: use a PostgreSQL that was built with ICU, and run "select pg_import_system_collations('pg_catalog')" in it`,
      );
    }
    if (encoding === ENCODING) return;
    throw new StartError(
      `the database "${name}" has the encoding ${encoding}; Darkroom requires ${ENCODING}: create one with "create database … encoding 'UTF8' template template0", and set DATABASE_URL to it`,
    );
  } finally {
    await client.end();
  }
}
