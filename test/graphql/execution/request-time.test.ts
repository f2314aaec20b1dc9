import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Client } from 'pg';
import { openClient } from '../../../src/database/open-client.ts';
import type { GraphqlClient } from '../../support/graphql-client.ts';
import { ledgerOf, performPrompt } from '../../support/operations.ts';
import { startStudio, type Studio } from '../../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;
let projectId: string;
let other: Client;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, variables: { LIMIT_REQUEST_SECONDS: '1' } });
  client = await studio.client();
  projectId = await studio.newProject(client, 100);
  other = await openClient(studio.databaseUrl);
});
afterAll(async () => {
  await other.end();
  await studio.stop();
});

/** Does something while somebody else holds a lock in the database. */
async function behindLock<Result>(lock: string, act: () => Promise<Result>): Promise<Result> {
  await other.query('begin');
  await other.query(lock);
  try {
    return await act();
  } finally {
    await other.query('rollback');
  }
}

const TOLD = { code: 'UNAVAILABLE', limit: { name: 'LIMIT_REQUEST_SECONDS', max: 1 } };

test('a query that the database keeps waiting is told UNAVAILABLE when its time is over, over HTTP and WebSocket', async () => {
  const [http, overSocket] = await behindLock('lock table credit_transactions in access exclusive mode', () =>
    Promise.all([client.ask(ledgerOf, { id: projectId }), client.watch(ledgerOf, { id: projectId }).next()]),
  );
  expect(http.status).toBe(503);
  expect(http.data).toBeUndefined();
  expect(http.errors).toEqual([{ message: expect.stringContaining('LIMIT_REQUEST_SECONDS, 1'), extensions: TOLD }]);
  expect((overSocket.value as { errors: unknown }).errors).toEqual(http.errors);
  expect((await client.send(ledgerOf, { id: projectId })).project?.sequence).toBe(1);
});

test('a mutation likewise; repeated with the same key it is charged once', async () => {
  const input = { projectId, idempotencyKey: 'slow', prompt: 'a ring' };
  const slow = await behindLock('select from projects for update', () => client.ask(performPrompt, { input }));
  expect(slow.errors).toEqual([{ message: expect.stringContaining('same idempotency key'), extensions: TOLD }]);
  const { performPrompt: performed } = await client.send(performPrompt, { input });
  expect(performed.__typename).toBe('PerformedAction');
  expect((await client.send(ledgerOf, { id: projectId })).project).toMatchObject({ sequence: 2, balance: 95 });
});

test('of several mutations, none is begun after the time is over', async () => {
  const perform = (key: string) =>
    `${key}: performPrompt(input: { projectId: "${projectId}", idempotencyKey: "${key}", prompt: "a ring" }) { __typename }`;
  const slow = await behindLock('select from projects for update', () =>
    client.ask(`mutation { ${perform('first')} ${perform('second')} }`),
  );
  expect(slow.errors?.[0]?.extensions).toEqual(TOLD);
  const again = { projectId, prompt: 'a ring' };
  const first = await client.send(performPrompt, { input: { ...again, idempotencyKey: 'first' } });
  const second = await client.send(performPrompt, { input: { ...again, idempotencyKey: 'second' } });
  expect(first.performPrompt).toMatchObject({ replayed: true });
  expect(second.performPrompt).toMatchObject({ replayed: false });
});
