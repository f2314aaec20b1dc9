import type pg from 'pg';

/** Settings of a session by name, with values as `current_setting` returns them. */
export type SessionSettings = Readonly<Record<string, string>>;

/**
 * Settings that statements rely on, set explicitly because a role, a database or postgresql.conf may override the defaults.
 * With JIT, a server with LLVM compiles the ledger's plans, because `enable_seqscan` and `enable_sort` raise their estimated
 * cost: 56 charges a second instead of 1,032. The ledger looks up keys in a new snapshot after its locks, which requires READ
 * COMMITTED. Prisma reads every timestamp as UTC.
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
 * Every list is read in the order of an index: while a project has few rows, the planner may prefer to sort what another
 * index finds, which is slow when it has many. And prepared statements use generic plans: by default the server estimates a
 * page of unknown length at a tenth of the table, plans again at every call, and takes longer for that than for the page.
 */
const PLANNING = { enable_sort: 'off', plan_cache_mode: 'force_generic_plan' } satisfies SessionSettings;

/** The settings of pooled connections. None of their statements should take seconds. */
export const POOL_SESSION = { ...SESSION, ...PLANNING, statement_timeout: '7s' } satisfies SessionSettings;

/**
 * The settings of the ledger's connections, which force index scans. A plan made while a table is empty would later become a
 * hash join or a sequential scan of the whole ledger. And a query for the first row in an order must use the index with that
 * order: with the statistics of a new database, where a project has one entry, the planner considers reading all entries of a
 * project through another index and sorting them equally good.
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

/** The session did not keep a setting, for example behind a pooler that discards it. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
}

/**
 * Applies settings by a statement, because poolers reject or ignore the `options` of a new connection, and verifies them by a
 * second statement. Throws SessionError, which names the settings that differ.
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

/** The settings that differ, such as `jit is on instead of off`. */
export async function differences(client: Pick<pg.ClientBase, 'query'>, settings: SessionSettings): Promise<string[]> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    'select name, current_setting(name) as setting from unnest($1::text[]) as name',
    [Object.keys(settings)],
  );
  return rows
    .filter(({ name, setting }) => setting !== settings[name])
    .map(({ name, setting }) => `${name} is ${setting} instead of ${settings[name]}`);
}
