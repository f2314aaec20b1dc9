import type pg from 'pg';
import { StartError } from '../start-error.ts';
import { withBareClient, withClient } from './open-client.ts';
import { differences, POOL_SESSION, type SessionSettings, setSession } from './session.ts';

/** Settings that the server reports to the client, which poolers track for each client. Others would leak to other clients. */
const REPORTED = {
  client_encoding: POOL_SESSION.client_encoding,
  standard_conforming_strings: POOL_SESSION.standard_conforming_strings,
  DateStyle: POOL_SESSION.DateStyle,
  TimeZone: POOL_SESSION.TimeZone,
} satisfies SessionSettings;

/** Settings required for correct reads. Behind a pooler they can only be set for the role. */
const NEEDED = {
  IntervalStyle: POOL_SESSION.IntervalStyle,
  bytea_output: POOL_SESSION.bytea_output,
  array_nulls: POOL_SESSION.array_nulls,
  default_transaction_isolation: POOL_SESSION.default_transaction_isolation,
} satisfies SessionSettings;

/** Settings that make reads fast. */
const WANTED = { jit: POOL_SESSION.jit, enable_sort: POOL_SESSION.enable_sort } satisfies SessionSettings;

/** Prepares a connection to a transaction pooler for reads. */
export async function preparePooled(client: pg.ClientBase): Promise<void> {
  sendUnnamed(client);
  await setSession(client, REPORTED);
}

/** A prepared statement belongs to one server connection, and the next transaction may use another. */
function sendUnnamed(client: pg.ClientBase): void {
  const query: (...args: unknown[]) => unknown = client.query.bind(client);
  const unnamed = (first: unknown, ...rest: unknown[]) => query(withoutName(first), ...rest);
  client.query = unnamed as typeof client.query; // same parameters and result
}

function withoutName(query: unknown): unknown {
  return typeof query === 'object' && query !== null && 'name' in query && !('submit' in query)
    ? { ...query, name: undefined }
    : query;
}

/**
 * Throws StartError if the pooler leads to another database than `databaseUrl`, or if reads through it would be incorrect.
 * Returns advice if they would only be slow, else null.
 */
export async function checkPooler(poolerUrl: string, databaseUrl: string): Promise<string | null> {
  return withBareClient(poolerUrl, async (pooled) => {
    await preparePooled(pooled);
    if ((await identityOf(pooled)) !== (await withClient(databaseUrl, identityOf))) {
      throw new StartError('DATABASE_URL and DATABASE_DIRECT_URL lead to different databases');
    }
    const wrong = await differences(pooled, NEEDED);
    const { rows } = await pooled.query<{ schema: string | null }>('select current_schema() as schema');
    if (rows[0]?.schema !== 'public') wrong.push(`search_path leads to ${rows[0]?.schema} instead of public`);
    if (wrong.length > 0) throw new StartError(`behind the pooler of DATABASE_URL, ${wrong.join(', ')}: ${REMEDY}`);
    const slow = await differences(pooled, WANTED);
    return slow.length === 0 ? null : `reads are slower behind the pooler, where ${slow.join(', ')}: ${REMEDY}`;
  });
}

const REMEDY = 'set it for the role, as by "alter role … in database … set …", and reconnect the pooler';

/** Identifies the database and its server by the start time of the server. */
async function identityOf(client: pg.ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ identity: string }>(
    `select current_database() || ' since ' || extract(epoch from pg_postmaster_start_time())::text as identity`,
  );
  return rows[0]?.identity;
}
