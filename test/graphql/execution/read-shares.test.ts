import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { openClient } from '../../../src/database/open-client.ts';
import { createAccessToken } from '../../support/access-operations.ts';
import { GraphqlClient } from '../../support/graphql-client.ts';
import { startStudio, type Studio } from '../../support/studio.ts';
import { until } from '../../support/until.ts';

const PROJECTS = 30;

/** Six hundred reads of the ledger's lines. */
const MANY_LISTS = `{ projects(first: ${PROJECTS}) { nodes { ${Array.from(
  { length: 20 },
  (_, place) => `a${place}: transactions(first: ${20 + place}) { nodes { id } }`,
).join(' ')} } } }`;

let studio: Studio;
let stranger: GraphqlClient;
let projectId: string;
let other: Client;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, variables: { LIMIT_REQUEST_SECONDS: '60' } });
  stranger = await studio.client();
  for (let each = 0; each < PROJECTS; each += 1) projectId = await studio.newProject(stranger, 0);
  other = await openClient(studio.databaseUrl);
});
afterAll(async () => {
  await other.end();
  await studio.stop();
});

/** Keeps every read of the ledger's lines waiting in the database meanwhile. */
async function whileLinesAreLocked(act: () => Promise<void>): Promise<void> {
  await other.query('begin');
  await other.query('lock table credit_transactions in access exclusive mode');
  try {
    await act();
  } finally {
    await other.query('rollback');
  }
}

/** How many reads of the ledger's lines wait in the database. */
async function waitingReads(): Promise<number> {
  const { rows } = await other.query<{ count: number }>(
    `select count(*)::int as count from pg_locks
      where not granted and database = (select oid from pg_database where datname = current_database())
        and relation = 'credit_transactions'::regclass`,
  );
  return rows[0]?.count ?? 0;
}

test('one document reads three lists at a time, and the documents of a key and its tokens four together', async () => {
  const input = { projectIds: [projectId], role: 'VIEWER' as const, subject: 'a user', ttlSeconds: 60 };
  const withToken = new GraphqlClient(
    studio.url,
    (await stranger.send(createAccessToken, { input })).createAccessToken.token,
  );
  const answers: Promise<{ errors: unknown }>[] = [];
  await whileLinesAreLocked(async () => {
    answers.push(stranger.ask(MANY_LISTS));
    await until(async () => (await waitingReads()) === 3);
    answers.push(stranger.ask(MANY_LISTS), withToken.ask(MANY_LISTS));
    await until(async () => (await waitingReads()) === 4);
    const bystander = await studio.client();
    // Answered while all of them wait: with the pool's connections gone it would be told UNAVAILABLE.
    expect(await bystander.ask('{ projects(first: 2) { nodes { balance } } }')).toMatchObject({
      data: { projects: { nodes: [{ balance: 0 }, { balance: 0 }] } },
      errors: undefined,
    });
    expect(await waitingReads()).toBe(4);
  });
  for (const { errors } of await Promise.all(answers)) expect(errors).toBeUndefined();
  expect(studio.app.services.readShares.size).toBe(0);
});

test('after the timeout of a request no more reads are started', async () => {
  const hurried = await startStudio({
    workers: 0,
    databaseUrl: studio.databaseUrl,
    dataFolder: studio.dataFolder,
    variables: { LIMIT_REQUEST_SECONDS: '1' },
  });
  try {
    let begun = 0;
    const client = new GraphqlClient(hurried.url, stranger.authorization.replace('Bearer ', ''));
    await whileLinesAreLocked(async () => {
      expect(await client.codeOf(MANY_LISTS)).toBe('UNAVAILABLE');
      expect(await waitingReads()).toBe(3);
      hurried.app.database.pool.on('acquire', () => (begun += 1));
    });
    await until(() => hurried.app.services.readShares.size === 0);
    expect(begun).toBeLessThan(10); // of the process itself; the request would have begun six hundred
  } finally {
    await hurried.stop();
  }
});
