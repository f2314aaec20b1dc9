import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { archiveProject, ledgerOf, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
});
afterAll(() => studio.stop());

function prompt(projectId: string, idempotencyKey: string = randomUUID(), text = 'a necklace on marble') {
  return client
    .send(performPrompt, { input: { projectId, idempotencyKey, prompt: text } })
    .then((data) => data.performPrompt);
}

async function ledger(projectId: string) {
  const { project } = await client.send(ledgerOf, { id: projectId, first: 200 });
  if (!project) throw new Error('the project is not there');
  return project;
}

test('a Prompt is charged 5 credits, and the answer tells the action, the line and the balance', async () => {
  const projectId = await studio.newProject(client, 100);
  expect(await prompt(projectId)).toMatchObject({
    __typename: 'PerformedAction',
    replayed: false,
    action: { kind: 'PROMPT', status: 'QUEUED', credits: 5, priceVersion: 1, prompt: 'a necklace on marble' },
    transaction: { sequence: 2, kind: 'CHARGE', amount: -5, balanceAfter: 95, actor: 'admin key' },
    project: { id: projectId, balance: 95, sequence: 2 },
  });
});

test('of two Prompts in one document each tells the balance that it left, wherever it is asked for', async () => {
  const projectId = await studio.newProject(client, 100);
  const input = (idempotencyKey: string) => ({ projectId, idempotencyKey, prompt: 'a necklace on marble' });
  const both = `mutation ($one: PerformPromptInput!, $two: PerformPromptInput!) {
    one: performPrompt(input: $one) { ...told }
    two: performPrompt(input: $two) { ...told }
  }
  fragment told on PerformedAction {
    project { balance }
    action { project { balance } charge { balanceAfter } }
    transaction { balanceAfter action { project { balance } } }
  }`;
  const { data } = await client.ask(both, { one: input('one'), two: input('two') });
  const told = (balance: number) => ({
    project: { balance },
    action: { project: { balance }, charge: { balanceAfter: balance } },
    transaction: { balanceAfter: balance, action: { project: { balance } } },
  });
  expect(data).toEqual({ one: told(95), two: told(90) });
});

test('1,000 parallel Prompts on 52 credits: 10 are performed, 990 refused, 2 credits are left', async () => {
  const projectId = await studio.newProject(client, 52);
  const results = await Promise.all(Array.from({ length: 1000 }, () => prompt(projectId)));
  const byType = Object.groupBy(results, (result) => result.__typename);
  expect(byType.PerformedAction).toHaveLength(10);
  expect(byType.InsufficientCreditsError).toHaveLength(990);
  expect(byType.InsufficientCreditsError?.at(-1)).toMatchObject({ required: 5, available: 2, shortfall: 3 });
  const { balance, transactions } = await ledger(projectId);
  expect(balance).toBe(2);
  expect(transactions.nodes).toHaveLength(11);
  expect(transactions.nodes.reduce((sum, { amount }) => sum + amount, 0)).toBe(2);
  expect(transactions.nodes.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 11 }, (_, i) => 11 - i));
});

test('200 parallel calls with one key: one charge, and 199 answers of the same action that say replayed', async () => {
  const projectId = await studio.newProject(client, 100);
  const results = await Promise.all(Array.from({ length: 200 }, () => prompt(projectId, 'one intent')));
  const performed = results.map((result) => (result.__typename === 'PerformedAction' ? result : null));
  expect(performed.filter((result) => result?.replayed === true)).toHaveLength(199);
  expect(performed.filter((result) => result?.replayed === false)).toHaveLength(1);
  expect(new Set(performed.map((result) => result?.action.id)).size).toBe(1);
  expect(new Set(performed.map((result) => result?.transaction.id)).size).toBe(1);
  expect((await ledger(projectId)).balance).toBe(95);
});

describe('the same idempotency key', () => {
  test('with another input is a conflict, and nothing is charged', async () => {
    const projectId = await studio.newProject(client, 100);
    await prompt(projectId, 'one intent', 'a necklace');
    expect(await prompt(projectId, 'one intent', 'a watch')).toEqual({
      __typename: 'IdempotencyConflictError',
      message: expect.stringContaining('Nothing was written'),
      idempotencyKey: 'one intent',
    });
    expect((await ledger(projectId)).balance).toBe(95);
  });

  test('twice at once with different inputs: one is performed, the other is a conflict', async () => {
    const projectId = await studio.newProject(client, 100);
    const results = await Promise.all([prompt(projectId, 'k', 'a necklace'), prompt(projectId, 'k', 'a watch')]);
    expect(results.map((result) => result.__typename).toSorted()).toEqual([
      'IdempotencyConflictError',
      'PerformedAction',
    ]);
    expect((await ledger(projectId)).balance).toBe(95);
  });

  test('in another project is another intent', async () => {
    const [one, other] = [await studio.newProject(client, 5), await studio.newProject(client, 5)];
    expect(await prompt(one, 'k')).toMatchObject({ replayed: false });
    expect(await prompt(other, 'k')).toMatchObject({ replayed: false });
  });

  test('is answered as the first time even when the credits are gone and the project is archived', async () => {
    const projectId = await studio.newProject(client, 5);
    const first = await prompt(projectId, 'k');
    await client.send(archiveProject, { id: projectId });
    expect(await prompt(projectId, 'k')).toEqual({ ...first, replayed: true });
    expect(await prompt(projectId, 'other')).toMatchObject({ __typename: 'ProjectArchivedError' });
  });

  test('can be used again after a refusal, which left no trace', async () => {
    const projectId = await studio.newProject(client, 4);
    expect(await prompt(projectId, 'k')).toMatchObject({ __typename: 'InsufficientCreditsError' });
    expect(await prompt(projectId, 'k', 'another')).toMatchObject({ __typename: 'InsufficientCreditsError' });
    expect((await ledger(projectId)).sequence).toBe(1);
  });
});

test('two processes on one database: the same key on both is charged once', async () => {
  const second = await startStudio({ databaseUrl: studio.databaseUrl, dataFolder: studio.dataFolder, workers: 0 });
  try {
    const projectId = await studio.newProject(client, 100);
    const workspace = await studio.app.database.prisma.project.findFirstOrThrow();
    const elsewhere = await second.client('EDITOR', workspace.workspaceId as never); // an id comes out as it went in
    const input = { projectId, idempotencyKey: 'both', prompt: 'a necklace on marble' };
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        (index % 2 === 0 ? client : elsewhere).send(performPrompt, { input }).then((data) => data.performPrompt),
      ),
    );
    expect(results.filter((result) => result.__typename === 'PerformedAction' && !result.replayed)).toHaveLength(1);
    expect((await ledger(projectId)).balance).toBe(95);
  } finally {
    await second.stop();
  }
});
