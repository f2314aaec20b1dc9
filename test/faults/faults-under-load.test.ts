import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { auditCharges } from '../bench/ledger/audit.ts';
import { ChargingLoad } from '../support/charging-load.ts';
import { type OwnCluster, ownCluster } from '../support/database.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { type NodeProcess, runNode } from '../support/node-process.ts';
import { balanceChanged, createProject, grantCredits } from '../support/operations.ts';

const main = path.join(import.meta.dirname, '../../dist/main.js');
const KEY = 'the-key-of-the-faults-test-0123456789';
const GRANTED = 100_000_000;
const CALLERS = 32;

interface Server {
  readonly process: NodeProcess;
  readonly url: string;
  readonly client: GraphqlClient;
}

let cluster: OwnCluster;
let databaseUrl: string;
let folder: string;
const servers: Server[] = [];
const started: NodeProcess[] = [];

beforeAll(async () => {
  cluster = ownCluster();
  folder = await mkdtemp(path.join(tmpdir(), 'darkroom-faults-'));
  databaseUrl = await (await cluster.open()).ensureDatabase('darkroom');
  servers.push(await serve(), await serve());
});
afterAll(async () => {
  await Promise.all(servers.map(({ client }) => client.close()));
  for (const child of started) child.kill('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await cluster.remove();
  await rm(folder, { recursive: true, force: true });
});

async function serve(): Promise<Server> {
  const own = { DATABASE_URL: databaseUrl, DATA_DIR: folder, BOOTSTRAP_API_KEY: KEY, PORT: '0', WORKERS: '0' };
  const child = runNode([main], own);
  started.push(child);
  await child.says('"msg":"listening"');
  const url = /"url":"(http:[^"]+)","msg":"listening"/.exec(child.output())?.[1] ?? '';
  return { process: child, url, client: new GraphqlClient(url, KEY) };
}

/** Ends every session of the servers, as a failing network or an administrator does. */
async function killConnections(): Promise<number> {
  const admin = new pg.Client({ connectionString: databaseUrl, application_name: 'faults' });
  await admin.connect();
  const { rowCount } = await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'darkroom%'`,
  );
  await admin.end();
  return rowCount ?? 0;
}

async function crashDatabase(): Promise<void> {
  await (await cluster.open()).stop('immediate');
  await cluster.open();
}

async function crashServer(index: number): Promise<void> {
  const killed = servers[index];
  killed?.process.kill('SIGKILL');
  await killed?.process.ended;
  await killed?.client.close();
  servers[index] = await serve();
}

test('connections, the database and a server are killed under load: nothing is lost, doubled or contradicted', async () => {
  const client = servers[0]?.client ?? new GraphqlClient('', null);
  const projectIds: string[] = [];
  for (let number = 0; number < 4; number += 1) {
    const { createProject: project } = await client.send(createProject, { input: { name: `Faults ${number}` } });
    projectIds.push(project.id);
    const input = { projectId: project.id, idempotencyKey: 'all', credits: GRANTED };
    await client.send(grantCredits, { input });
  }
  const watched = projectIds[0] ?? '';
  const changes = client.watch(balanceChanged, { projectId: watched });
  const { balanceChanged: snapshot } = await nextOf(changes);

  const clients = () => servers.map(({ client: each }) => each);
  const load = new ChargingLoad({ clients, projectIds, callers: CALLERS });
  let killed = 0;
  for (let fault = 0; fault < 20; fault += 1) {
    await load.goesOn(50);
    killed += await killConnections();
  }
  for (const fault of [crashDatabase, () => crashServer(1), crashDatabase, () => crashServer(1), crashDatabase]) {
    await load.goesOn(100);
    await fault();
  }
  await load.goesOn(100);
  await load.stop();

  expect(killed).toBeGreaterThan(20);
  expect(load.contradictions).toEqual([]);
  await auditCharges([databaseUrl]);
  const ledger = new pg.Client({ connectionString: databaseUrl });
  await ledger.connect();
  const { rows } = await ledger.query<{ charges: number; keys: number }>(
    `select count(*)::int as charges, count(distinct (project_id, idempotency_key))::int as keys
     from credit_transactions where kind = 'CHARGE'`,
  );
  const { rows: last } = await ledger.query<{ sequence: number }>(
    'select sequence from projects order by id limit 1', // the first that was made is the one that is watched
  );
  await ledger.end();
  expect(rows[0]).toMatchObject({ charges: load.charged.size, keys: load.charged.size });

  for (let sequence = snapshot.sequence + 1; sequence <= (last[0]?.sequence ?? 0); sequence += 1) {
    expect((await nextOf(changes)).balanceChanged.sequence).toBe(sequence);
  }
});
