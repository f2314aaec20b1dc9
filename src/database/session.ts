import type pg from 'pg';

/** Settings of a session by their name, as `current_setting` tells them. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * What our statements rely upon, whoever set up the server: a role, a database or postgresql.conf may say otherwise. With
 * JIT, a server that has LLVM compiles the ledger's plans, because `enable_seqscan` and `enable_sort` make them look
 * expensive: 56 charges a second instead of 1,032. The ledger looks keys up in a new snapshot after its locks, which only
 * READ COMMITTED takes. Prisma reads every timestamp as one in UTC.
 */
export const SESSION = {
  jit: 'off',
  search_path: 'public',
  client_encoding: 'UTF8',
  standard_conforming_strings: 'on',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  array_nulls: 'on',
  default_transaction_isolation: 'read committed',
} satisfies SessionSettings;

/**
 * Every list is read in the order of an index: a sort of what another index finds looks as good while a project has few
 * lines, and is not when it has many. And a prepared statement is planned once: left to itself the server takes a page of
 * unknown length for a tenth of the ledger, prefers to plan anew at every call, and takes longer for that than for reading
 * the page.
 */
const PLANNING = { enable_sort: 'off', plan_cache_mode: 'force_generic_plan' } satisfies SessionSettings;

/** No statement of the pool is meant to take seconds. */
export const POOL_SESSION = { ...SESSION, ...PLANNING, statement_timeout: '7s' } satisfies SessionSettings;

/**
 * How plans are pinned on a ledger's connection. A plan that is made while a table is empty would turn into a hash join or
 * a scan over the whole ledger later; every statement there reaches its rows through an index. And where it asks for the
 * first row in order, the order comes from the index that has it: with the statistics of a young database, in which a
 * project has one line, reading all of a project's lines through another index and sorting them looks as good.
 */
export const LEDGER_SESSION = {
  ...SESSION,
  ...PLANNING,
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  enable_seqscan: 'off',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '10s',
} satisfies SessionSettings;

/** The session lacks a setting that was asked for, as behind a pooler that forgets what it is told. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
}

/**
 * Sets the settings by a statement, because poolers refuse or drop the `options` of a new connection, and checks by another
 * that they have stayed. Throws SessionError, which names the settings that have not.
 */
export async function setSession(client: Pick<pg.ClientBase, 'query'>, settings: SessionSettings): Promise<void> {
  const names = Object.keys(settings);
  await client.query(
    'select set_config(name, setting, false) from unnest($1::text[], $2::text[]) as t (name, setting)',
    [names, Object.values(settings)],
  );
  const wrong = await differences(client, settings);
  if (wrong.length > 0) throw new SessionError(`the database session does not keep its settings: ${wrong.join(', ')}`);
}

/** What the session has instead of the settings, such as `jit is on instead of off`. */
export async function differences(client: Pick<pg.ClientBase, 'query'>, settings: SessionSettings): Promise<string[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, current_setting(name) as setting from unnest($1::text[]) as name',
    [Object.keys(settings)],
  );
  return rows
    .filter(({ name, setting }) => setting !== settings[name])
    .map(({ name, setting }) => `${name} is ${setting} instead of ${settings[name]}`);
}
