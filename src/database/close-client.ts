import type pg from 'pg';

/** How long to wait for the server to close the connection: a server that hangs never does. */
const CLOSE_TIMEOUT_MS = 1_000; // 1 second

/** Closes a connection, whether its server answers or not. Never throws. */
export async function closeClient(client: pg.Client): Promise<void> {
  const timeout = setTimeout(() => client.connection.stream.destroy(), CLOSE_TIMEOUT_MS);
  await client.end().catch(() => undefined); // it was broken already
  clearTimeout(timeout);
}
