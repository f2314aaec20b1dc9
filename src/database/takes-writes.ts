import type { Pool } from 'pg';

/**
 * Whether the server accepts writes. A standby does not, nor does a server with `default_transaction_read_only`. A connection
 * to a read-only server is closed, so that the next one may reach another server. Throws if the server cannot be queried.
 */
export async function takesWrites(pool: Pool): Promise<boolean> {
  const client = await pool.connect();
  let isWritable = false;
  try {
    const { rows } = await client.query<{ isWritable: boolean }>(
      `select current_setting('transaction_read_only') = 'off' as "isWritable"`,
    );
    isWritable = rows[0]?.isWritable === true;
    return isWritable;
  } finally {
    client.release(!isWritable);
  }
}
