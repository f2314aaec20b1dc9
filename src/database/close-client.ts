import type pg from 'pg';

/** How long to wait for the server to close the connection. A server that hangs never does. */
const CLOSE_TIMEOUT_MS = 1_000; // 1 second

/** Closes a connection, whether or not the server responds. Never throws. */
export async function closeClient(client: pg.Client): Promise<void> {
  const timeout = setTimeout(() => client.connection.stream.destroy(), CLOSE_TIMEOUT_MS);
  await client.end().catch(() => undefined); // it was broken already
  clearTimeout(timeout);
}
