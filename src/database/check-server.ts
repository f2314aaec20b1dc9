import type { Client } from 'pg';
import { checkServerList } from './check-server-list.ts';
import { withClient } from './open-client.ts';
import { requireSessions } from './require-sessions.ts';
import { StartError } from '../start-error.ts';

/** The oldest supported PostgreSQL, as server_version_num. */
const VERSION_MIN = 150_000;

/** The only encoding that can store prompts and file names in every language. */
const ENCODING = 'UTF8';

/**
 * Throws StartError if the database cannot be reached, is too old, has another encoding than UTF8 or no ICU, or is behind a
 * pooler in transaction mode. Returns advice about servers of a list that do not respond. `variable` is the name of the setting
 * that contains the URL, for messages.
 */
export async function checkServer(url: string, variable = 'DATABASE_URL'): Promise<string[]> {
  const advice = await checkServerList(url, variable);
  await requireSessions(url, variable);
  const { number, version, encoding, name, hasIcu } = await withClient(url, readServer);
  if (number < VERSION_MIN)
    throw new StartError(`the database is PostgreSQL ${version}; Darkroom requires version 15 or newer`);
  if (!hasIcu) {
    throw new StartError(
      `the database "${name}" has no collation "und-x-icu", by which projects are searched: use a PostgreSQL that was built with ICU, and run "select pg_import_system_collations('pg_catalog')" in it`,
    );
  }
  if (encoding === ENCODING) return advice;
  throw new StartError(
    `the database "${name}" has the encoding ${encoding}; Darkroom requires ${ENCODING}: create one with "create database … encoding 'UTF8' template template0", and set ${variable} to it`,
  );
}

interface ServerRow {
  readonly number: number;
  readonly version: string;
  readonly encoding: string;
  readonly name: string;
  readonly hasIcu: boolean;
}

async function readServer(client: Client): Promise<ServerRow> {
  const { rows } = await client.query<ServerRow>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding, current_database() as name,
       exists (select from pg_collation where collname = 'und-x-icu') as "hasIcu"`,
  );
  const [server] = rows;
  if (server === undefined) throw new StartError('the database did not report its version');
  return server;
}
