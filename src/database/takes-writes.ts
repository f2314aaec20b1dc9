import type { Pool } from 'pg';

/**
 * Whether the server takes writes: a standby does not, nor one that was told so (`default_transaction_read_only`). A
 * connection to one that does not is dropped, so that the next goes to whoever the address leads to by then. Throws when
 * it cannot be asked.
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
