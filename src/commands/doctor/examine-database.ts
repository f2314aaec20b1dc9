import type { Client } from 'pg';
import { checkDatabase, type DatabaseUrls } from '../../database/check-database.ts';
import { DatabaseClock } from '../../database/database-clock.ts';
import { missingMigrations } from '../../database/migrate.ts';
import { migrationsFolderOf } from '../../database/migrations.ts';
import { withClient } from '../../database/open-client.ts';
import type { Instant } from '../../instant.ts';
import { pino } from 'pino';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

interface ServerRow {
  readonly version: string;
  readonly isReadOnly: boolean;
  readonly fsync: string;
  readonly fullPageWrites: string;
  readonly synchronousCommit: string;
  readonly maxConnections: number;
  readonly usedConnections: number;
  readonly walBytes: string;
}

/** Connections of one process: 10 of the pool, the others of the ledger, the bus, the job queue and the server guard. */
const CONNECTIONS_PER_PROCESS = 20;

/** Below this size, checkpoints are frequent under load, and the first change of a page after each one writes the whole page to the WAL. */
const WAL_BYTES_WANTED = 4 * 2 ** 30; // 4 GiB

/** Throws if the database cannot be used. */
export async function examineDatabase(urls: DatabaseUrls, url: string, checkout: string): Promise<Finding[]> {
  const advice = await checkDatabase(url, urls);
  const findings = await withClient(
    url,
    async (client) => [
      ...settingFindings(await serverRow(client), urls.databaseUrl === null),
      await examineMigrations(client, checkout),
    ],
    'darkroom doctor',
  );
  return [...findings, ...advice.map((message): Finding => ({ area: 'database', level: 'warning', message }))];
}

export async function examineClock(url: string, machineClock: () => Instant): Promise<Finding> {
  const clock = new DatabaseClock({
    machineClock,
    steadyClock: () => performance.now(),
    log: pino({ level: 'silent' }),
  });
  try {
    await clock.set(url);
    return { area: 'clock', level: 'ok', message: `differs from the database's by ${Math.abs(clock.skewMs)} ms` };
  } catch (error) {
    return { area: 'clock', level: 'problem', message: reasonOf(error) };
  }
}

async function serverRow(client: Client): Promise<ServerRow> {
  const { rows } = await client.query<ServerRow>(
    `select current_setting('server_version') as version,
      pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as "isReadOnly",
      current_setting('fsync') as fsync, current_setting('full_page_writes') as "fullPageWrites",
      (select reset_val from pg_settings where name = 'synchronous_commit') as "synchronousCommit",
      current_setting('max_connections')::int as "maxConnections",
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as "usedConnections",
      pg_size_bytes(current_setting('max_wal_size')) as "walBytes"`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database did not report its settings');
  return row;
}

/** The embedded database's settings are this program's own. */
function settingFindings(server: ServerRow, isEmbedded: boolean): Finding[] {
  const kind = isEmbedded ? 'the embedded PostgreSQL' : 'PostgreSQL';
  const problems: [boolean, Finding['level'], string][] = [
    [server.isReadOnly, 'problem', 'the server takes no writes: let DATABASE_URL lead to the primary'],
    [server.fsync !== 'on', 'problem', 'fsync is off: a crash of the machine loses or corrupts the ledger; set it on'],
    [
      server.fullPageWrites !== 'on',
      'problem',
      'full_page_writes is off: a crash of the machine can corrupt the ledger; set it on',
    ],
    [
      server.synchronousCommit === 'off',
      'problem',
      'synchronous_commit is off: a crash loses charges that were acknowledged; set it on for this database',
    ],
    [
      server.maxConnections - server.usedConnections < CONNECTIONS_PER_PROCESS,
      'warning',
      `${server.usedConnections} of ${server.maxConnections} connections are in use, and a process opens up to ${CONNECTIONS_PER_PROCESS}: raise max_connections, or let reads go through a pooler`,
    ],
    [
      !isEmbedded && Number(server.walBytes) < WAL_BYTES_WANTED,
      'warning',
      'max_wal_size is below 4 GB: under load, frequent checkpoints slow charges down; set it to 8GB',
    ],
  ];
  const found = problems.filter(([isFound]) => isFound);
  const findings = found.map(([, level, message]): Finding => ({ area: 'database', level, message }));
  return [{ area: 'database', level: 'ok', message: `${kind} ${server.version} answers` }, ...findings];
}

async function examineMigrations(client: Client, checkout: string): Promise<Finding> {
  const missing = await missingMigrations(client, migrationsFolderOf(checkout));
  if (missing.length === 0) return { area: 'database', level: 'ok', message: 'no migration is missing' };
  const message = `${missing.length} migrations are missing: a start applies them, or "darkroom migrate"`;
  return { area: 'database', level: 'warning', message };
}
