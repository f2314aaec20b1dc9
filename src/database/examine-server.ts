import pg from 'pg';
import { reasonOf } from '../reason-of.ts';
import { closeClient } from './close-client.ts';
import { CONNECT_TIMEOUT_MS } from './connect-timeout.ts';

export type ServerState =
  /** It takes writes. After a failover the new primary has a higher timeline than the old one. */
  | { readonly kind: 'primary'; readonly timeline: number; readonly clusterId: string }
  | { readonly kind: 'standby'; readonly clusterId: string }
  | { readonly kind: 'away'; readonly reason: string };

interface StateRow {
  readonly isWritable: boolean;
  readonly timeline: number | null;
  readonly clusterId: string;
}

/** The first 8 digits of the name of a WAL file are the timeline. A standby refuses to name the current one. */
const READ_STATE = `select current_setting('transaction_read_only') = 'off' as "isWritable",
  case when not pg_is_in_recovery()
    then ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int end as timeline,
  (select system_identifier::text from pg_control_system()) as "clusterId"`;

/** Queries one server over a connection of its own, which is closed when the signal aborts. Never throws. */
export async function examineServer(
  url: string,
  signal: AbortSignal,
  timeoutMs = CONNECT_TIMEOUT_MS,
): Promise<ServerState> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'darkroom search',
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
  });
  client.on('error', () => {}); // without a listener, a connection that breaks would end the process
  const abandon = () => client.connection.stream.destroy();
  signal.addEventListener('abort', abandon, { once: true });
  try {
    await client.connect();
    const { rows } = await client.query<StateRow>(READ_STATE);
    const [row] = rows;
    if (!row) return { kind: 'away', reason: 'it did not report its state' };
    const { isWritable, timeline, clusterId } = row;
    return isWritable && timeline !== null ? { kind: 'primary', timeline, clusterId } : { kind: 'standby', clusterId };
  } catch (error) {
    return { kind: 'away', reason: reasonOf(error) };
  } finally {
    signal.removeEventListener('abort', abandon);
    void closeClient(client);
  }
}
