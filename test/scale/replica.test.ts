import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkReplica } from '../../src/database/replica.ts';
import { graphql } from '../support/generated/index.ts';
import { performPrompt } from '../support/operations.ts';
import type { PostgresServer } from '../support/postgres-server.ts';
import { until } from '../support/until.ts';
import { type Served, Site } from './site.ts';

/** The fields of a project that a replica may serve. */
const HISTORY = graphql(`
  query HistoryOfReplica($id: ID!, $from: DateTime!, $to: DateTime!, $time: DateTime!) {
    project(id: $id) {
      transactions(first: 3) {
        nodes {
          sequence
          balanceAfter
        }
      }
      grants {
        remaining
      }
      actions(first: 3) {
        nodes {
          id
          status
        }
      }
      usage(from: $from, to: $to, interval: HOUR) {
        actions
        groups {
          actions
        }
      }
      balanceAt(time: $time)
      transactionsCsv {
        url
      }
    }
  }
`);

const GRANTED = 1_000_000;
const PROMPT_CREDITS = 5;
const CONNECTIONS = `application_name = 'darkroom replica reads'`;
/** The wait for a connection to a replica that hangs, or for its answer to a query, and then for the primary. */
const ONE_WAIT_MS = 6_000;
const FAR_BEHIND = 'the replica is more than ten seconds behind';
const AWAY = 'the replica does not answer';
const BACK = 'the replica serves reads again';

let site: Site;
let primary: PostgresServer;
let replica: PostgresServer;
let server: Served;
let projectId: string;
let charges = 0;

beforeAll(async () => {
  site = new Site();
  primary = await site.primary();
  const url = await primary.makeDatabase('darkroom');
  replica = await site.standby(primary, []);
  server = await site.serve(url, { DATABASE_REPLICA_URL: replica.url('darkroom') });
  projectId = await site.project(server, 'read', GRANTED);
});
afterAll(() => site.remove(), 60_000);

async function charge(): Promise<void> {
  charges += 1;
  const input = { projectId, idempotencyKey: `charge ${charges}`, prompt: 'a ring' };
  const { performPrompt: answer } = await server.client.send(performPrompt, { input });
  if (answer.__typename !== 'PerformedAction') throw new Error(answer.__typename);
}

async function shown() {
  const now = Date.now();
  const time = new Date(now).toISOString();
  const range = { from: new Date(now - 3_600_000).toISOString(), to: time, time };
  const { project } = await server.client.send(HISTORY, { id: projectId, ...range });
  if (!project) throw new Error('the project is not found');
  return project;
}

/** Expects every field to include the last charge. */
async function expectCurrent(): Promise<void> {
  const project = await shown();
  const balance = GRANTED - charges * PROMPT_CREDITS;
  expect(project.transactions.nodes[0]).toEqual({ sequence: charges + 1, balanceAfter: balance });
  expect(project.grants).toEqual([{ remaining: balance }]);
  expect(project.usage.actions).toBe(charges);
  expect(project.usage.groups).toEqual([{ actions: charges }]);
  expect(project.actions.nodes).toHaveLength(Math.min(3, charges));
  expect(project.balanceAt).toBe(balance);
  const csv = await (await fetch(project.transactionsCsv.url)).text();
  expect(csv.trim().split('\r\n')).toHaveLength(charges + 2);
}

const said = (text: string): number => server.process.output().split(text).length - 1;

const statementsOn = async (replicaServer: PostgresServer): Promise<string> => {
  const rows = await replicaServer.ask<{ query: string }>(
    `select query from pg_stat_activity where ${CONNECTIONS}`,
    'darkroom',
  );
  return rows.map(({ query }) => query).join('\n');
};

test('history, usage, lists and files come from a replica that has caught up', async () => {
  await charge();
  await until(async () => {
    await expectCurrent();
    return /credit_transactions|usage|actions/.test(await statementsOn(replica));
  });
  expect(said(AWAY)).toBe(0);
});

test('a client that has just charged sees the charge, even if the replica lags', async () => {
  for (let round = 0; round < 100; round += 1) {
    await charge();
    await expectCurrent();
  }
});

test('an action that began after the replica stopped replaying is shown as running', async () => {
  await replica.ask('select pg_wal_replay_pause()');
  const [queued] = (await shown()).actions.nodes;
  expect(queued?.status).toBe('QUEUED');
  await primary.ask(
    `update actions set status = 'RUNNING', started_at = now() where id = (select id from actions order by id desc limit 1)`,
    'darkroom',
  );
  expect((await shown()).actions.nodes[0]).toEqual({ id: queued?.id, status: 'RUNNING' });
  await replica.ask('select pg_wal_replay_resume()');
});

test('the primary serves reads while replay is paused, which is logged once, and the replica serves them again when it has caught up', async () => {
  await replica.ask('select pg_wal_replay_pause()');
  await charge();
  await until(async () => {
    await expectCurrent();
    return said(FAR_BEHIND) > 0;
  });
  for (let round = 0; round < 20; round += 1) await expectCurrent();
  expect(said(FAR_BEHIND)).toBe(1);
  await replica.ask('select pg_wal_replay_resume()');
  await until(async () => {
    await expectCurrent();
    return said(BACK) > 0;
  });
  expect(said(BACK)).toBe(1);
});

test('a replica that hangs delays only the first reads', async () => {
  replica.signalAll('SIGSTOP');
  const since = performance.now();
  await expectCurrent();
  expect(performance.now() - since).toBeLessThan(3 * ONE_WAIT_MS);
  for (let round = 0; round < 20; round += 1) {
    await charge();
    await expectCurrent();
  }
  expect(said(AWAY)).toBe(1);
  replica.signalAll('SIGCONT');
  await until(async () => {
    await expectCurrent();
    return said(BACK) > 1;
  });
});

test('no read fails when the replica is killed, which is logged once', async () => {
  replica.signalAll('SIGKILL');
  for (let round = 0; round < 20; round += 1) {
    await charge();
    await expectCurrent();
  }
  expect(said(AWAY)).toBe(2);
});

test('a database that is not a replica is refused at the start, and one that cannot be reached is reported', async () => {
  const other = await site.primary();
  await other.makeDatabase('darkroom');
  await expect(checkReplica(other.url('darkroom'), primary.url('darkroom'))).rejects.toThrow(
    'DATABASE_REPLICA_URL is wrong: it is not a replica of the database of DATABASE_URL',
  );
  await expect(checkReplica(replica.url('darkroom'), primary.url('darkroom'))).resolves.toEqual([
    expect.stringContaining('DATABASE_REPLICA_URL does not answer'),
  ]);
});
