import type pg from 'pg';

/** A primary and its replicas have the same system identifier, and the same OID for each database. */
const READ_IDENTITY = `select system_identifier || '/' || d.oid as identity
  from pg_control_system(), pg_database d where d.datname = current_database()`;

export async function databaseIdentity(on: Pick<pg.ClientBase | pg.Pool, 'query'>): Promise<string> {
  const { rows } = await on.query<{ identity: string }>(READ_IDENTITY);
  const [row] = rows;
  if (!row) throw new Error('the database did not report its identity');
  return row.identity;
}
