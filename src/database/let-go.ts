import type pg from 'pg';

/** A server that hangs never answers a goodbye. */
const GOODBYE_LIMIT_MS = 1_000; // 1 second

/** Ends a connection, whether its server answers or not. Never throws. */
export async function letGo(client: pg.Client): Promise<void> {
  const limit = setTimeout(() => client.connection.stream.destroy(), GOODBYE_LIMIT_MS);
  await client.end().catch(() => undefined); // it was broken already
  clearTimeout(limit);
}
