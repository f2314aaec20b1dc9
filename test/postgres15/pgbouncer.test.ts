import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { checkServer } from '../../src/database/check-server.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { balanceChanged, createProject, grantCredits, performPrompt } from '../support/operations.ts';
import { Pgbouncer } from '../support/pgbouncer.ts';
import { debianPrograms, openToServers, PostgresServer } from '../support/postgres-server.ts';
import { auditCharges } from '../bench/ledger/audit.ts';
import { until } from '../support/until.ts';

const KEY = 'the-key-of-the-pooler-test-0123456789';
const programs = debianPrograms(process.cwd());
const folder = mkdtempSync(path.join(tmpdir(), 'darkroom-pooler-'));
const house = new DarkroomHouse();
let server: PostgresServer;
let transactionPooler: Pgbouncer;

beforeAll(async () => {
  openToServers(folder);
  server = await PostgresServer.create(programs, path.join(folder, 'data'));
  transactionPooler = await Pgbouncer.start(programs, server, 'transaction');
});
afterAll(async () => {
  await house.remove();
  await transactionPooler.stop();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

test.each(['transaction', 'statement'] as const)(
  'a pooler in %s mode is refused before anything is set or written, in a line that names the way out',
  async (mode) => {
    const pooler = mode === 'transaction' ? transactionPooler : await Pgbouncer.start(programs, server, mode);
    const url = server.url(await nameOfNewDatabase(`refused_${mode}`), pooler.port);
    const { ended } = house.start([], { DATABASE_URL: url, BOOTSTRAP_API_KEY: KEY });
    const { code, output } = await ended;
    expect(code).toBe(1);
    expect(output).toMatch(
      /^darkroom: DATABASE_URL leads through a pooler in transaction mode, .*DATABASE_DIRECT_URL/m,
    );
    const tables = `select count(*)::int as tables from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    expect(await server.ask(tables, `refused_${mode}`)).toEqual([{ tables: 0 }]);
    if (mode === 'statement') await pooler.stop();
  },
);

test('a pooler in session mode is as good as PostgreSQL itself', async () => {
  const pooler = await Pgbouncer.start(programs, server, 'session');
  await expect(checkServer(server.url('postgres', pooler.port))).resolves.toEqual([]);
  await pooler.stop();
});

test('a direct way that leads through a transaction pooler too, or elsewhere, is refused', async () => {
  const name = await nameOfNewDatabase('elsewhere');
  const pooled = server.url(name, transactionPooler.port);
  const outputs = await Promise.all(
    [pooled, server.url('postgres')].map(async (direct) => {
      const { ended } = house.start([], { DATABASE_URL: pooled, DATABASE_DIRECT_URL: direct });
      return (await ended).output;
    }),
  );
  expect(outputs[0]).toContain('darkroom: DATABASE_DIRECT_URL leads through a pooler in transaction mode');
  expect(outputs[1]).toContain('darkroom: DATABASE_URL and DATABASE_DIRECT_URL lead to different databases');
});

test('two processes behind a transaction pooler with a direct way beside it lose nothing and push everything', async () => {
  const name = await nameOfNewDatabase('darkroom');
  const own = {
    DATABASE_URL: server.url(name, transactionPooler.port),
    DATABASE_DIRECT_URL: server.url(name),
    BOOTSTRAP_API_KEY: KEY,
    WORKERS: '2',
  };
  const clients: GraphqlClient[] = [];
  for (let process = 0; process < 2; process += 1) {
    const { url, server: started } = await house.listen(own);
    expect(started.output()).toContain('reads are slower behind the pooler, where jit is on instead of off');
    clients.push(new GraphqlClient(url, KEY));
  }
  const [first, second] = clients as [GraphqlClient, GraphqlClient];
  const { createProject: project } = await first.send(createProject, { input: { name: 'pooled' } });
  await first.send(grantCredits, { input: { projectId: project.id, idempotencyKey: 'all', credits: 100_000 } });
  const changes = second.watch(balanceChanged, { projectId: project.id });
  const snapshot = (await nextOf(changes)).balanceChanged.sequence;

  const charges = 20;
  await Promise.all(
    Array.from({ length: charges }, async (_, number) => {
      const input = { projectId: project.id, idempotencyKey: `charge ${number}`, prompt: 'a ring' };
      const responses = await Promise.all(clients.map((client) => client.send(performPrompt, { input })));
      const ids = responses.map(
        ({ performPrompt: response }) => response.__typename === 'PerformedAction' && response.action.id,
      );
      expect(new Set(ids).size).toBe(1);
      expect(ids[0]).not.toBe(false);
    }),
  );
  for (let sequence = snapshot + 1; sequence <= snapshot + charges; sequence += 1) {
    expect((await nextOf(changes)).balanceChanged.sequence).toBe(sequence);
  }
  await until(async () => {
    const [row] = await server.ask<{ open: number }>(
      `select count(*)::int as open from actions where status in ('QUEUED', 'RUNNING')`,
      name,
    );
    return row?.open === 0;
  });
  await auditCharges([server.url(name)]);
  await Promise.all(clients.map((client) => client.close()));
});

async function nameOfNewDatabase(name: string): Promise<string> {
  await server.makeDatabase(name);
  return name;
}
