import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { balanceChanged, grantCredits, performPrompt } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;
let client: GraphqlClient;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  client = await studio.client();
});
afterAll(() => studio.stop());

function prompt(projectId: string) {
  return client.send(performPrompt, { input: { projectId, idempotencyKey: randomUUID(), prompt: 'a ring' } });
}

test('a subscription starts with the current balance, then receives every change as it is committed', async () => {
  const projectId = await studio.newProject(client, 100);
  const changes = client.watch(balanceChanged, { projectId });
  expect((await nextOf(changes)).balanceChanged).toEqual({
    projectId,
    balance: 100,
    sequence: 1,
    lowBalance: false,
    transaction: null,
  });
  await prompt(projectId);
  expect((await nextOf(changes)).balanceChanged).toMatchObject({
    balance: 95,
    sequence: 2,
    transaction: { kind: 'CHARGE', amount: -5, balanceAfter: 95 },
  });
  await client.send(grantCredits, { input: { projectId, idempotencyKey: 'more', credits: 7 } });
  expect((await nextOf(changes)).balanceChanged).toMatchObject({ balance: 102, sequence: 3 });
  await changes.return?.();
});

test('resuming after a sequence starts with every transaction since, in order', async () => {
  const projectId = await studio.newProject(client, 100);
  for (let i = 0; i < 4; i += 1) await prompt(projectId);
  const changes = client.watch(balanceChanged, { projectId, afterSequence: 2 });
  const seen = [await nextOf(changes), await nextOf(changes), await nextOf(changes)];
  expect(seen.map((data) => data.balanceChanged.sequence)).toEqual([3, 4, 5]);
  await prompt(projectId);
  expect((await nextOf(changes)).balanceChanged.sequence).toBe(6);
  await changes.return?.();
});

test('a balance at or below the threshold is reported as low, also in the snapshot', async () => {
  const projectId = await studio.newProject(client, 12);
  await studio.app.database.prisma.project.updateMany({ data: { lowBalanceThreshold: 7 } });
  const changes = client.watch(balanceChanged, { projectId });
  expect((await nextOf(changes)).balanceChanged.lowBalance).toBe(false);
  await prompt(projectId);
  expect((await nextOf(changes)).balanceChanged).toMatchObject({ balance: 7, lowBalance: true });
  const late = client.watch(balanceChanged, { projectId });
  expect((await nextOf(late)).balanceChanged).toMatchObject({ balance: 7, lowBalance: true });
  await Promise.all([changes.return?.(), late.return?.()]);
});

test('a subscriber cut off 100 times during 1,000 charges has seen every sequence once, in order', async () => {
  const projectId = await studio.newProject(client, 5000);
  const charging = (async () => {
    for (let round = 0; round < 100; round += 1) await Promise.all(Array.from({ length: 10 }, () => prompt(projectId)));
  })();
  const seen: number[] = [];
  let cuts = 0;
  while (seen.at(-1) !== 1001) {
    const watcher = await studio.client('VIEWER');
    const changes = watcher.watch(balanceChanged, { projectId, afterSequence: seen.at(-1) ?? 0 });
    const wanted = cuts < 100 ? 1 + ((cuts * 7) % 13) : Infinity;
    for (let count = 0; count < wanted && seen.at(-1) !== 1001; count += 1) {
      seen.push((await nextOf(changes)).balanceChanged.sequence);
    }
    watcher.socket.terminate();
    cuts += 1;
  }
  await charging;
  expect(cuts).toBeGreaterThanOrEqual(100);
  expect(seen).toEqual(Array.from({ length: 1001 }, (_, index) => index + 1));
});

test('many subscribers of one project all see every change in order', async () => {
  const projectId = await studio.newProject(client, 1000);
  const watchers = await Promise.all(Array.from({ length: 20 }, () => studio.client('VIEWER')));
  const streams = watchers.map((watcher) => watcher.watch(balanceChanged, { projectId }));
  for (const stream of streams) expect((await nextOf(stream)).balanceChanged.sequence).toBe(1);
  await Promise.all(Array.from({ length: 50 }, () => prompt(projectId)));
  for (const stream of streams) {
    const seen: number[] = [];
    for (let i = 0; i < 50; i += 1) seen.push((await nextOf(stream)).balanceChanged.sequence);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, index) => index + 2));
  }
});

test('commits of another process arrive in order', async () => {
  const second = await startStudio({ databaseUrl: studio.databaseUrl, dataFolder: studio.dataFolder, workers: 0 });
  try {
    const projectId = await studio.newProject(client, 1000);
    const { workspaceId } = await studio.app.database.prisma.project.findFirstOrThrow();
    const elsewhere = await second.client('EDITOR', workspaceId as never); // an id comes out as it went in
    const changes = client.watch(balanceChanged, { projectId });
    await nextOf(changes);
    await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        (index % 2 === 0 ? client : elsewhere).send(performPrompt, {
          input: { projectId, idempotencyKey: `k${index}`, prompt: 'a ring' },
        }),
      ),
    );
    const seen: number[] = [];
    while (seen.length < 60) seen.push((await nextOf(changes)).balanceChanged.sequence);
    expect(seen).toEqual(Array.from({ length: 60 }, (_, index) => index + 2));
    await changes.return?.();
  } finally {
    await second.stop();
  }
});

test.each([
  [{ afterSequence: -1 }, 'BAD_USER_INPUT'],
  [{ afterSequence: 99 }, 'BAD_USER_INPUT'],
  [{ projectId: 'prj_00000000000000000000000000' }, 'NOT_FOUND'],
  [{ projectId: 'act_00000000000000000000000000' }, 'BAD_USER_INPUT'],
])('a subscription with %j is refused with %s', async (wrong, code) => {
  const projectId = await studio.newProject(client, 1);
  const changes = client.watch(balanceChanged, { projectId, ...wrong });
  const { value } = await changes.next();
  expect(value?.errors?.[0]?.extensions?.['code']).toBe(code);
});

test('an expiry is pushed at its instant, without any read', async () => {
  const working = await startStudio({ databaseUrl: studio.databaseUrl, dataFolder: studio.dataFolder, workers: 1 });
  try {
    const projectId = await studio.newProject(client, 10);
    const changes = client.watch(balanceChanged, { projectId });
    await nextOf(changes);
    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    await client.send(grantCredits, { input: { projectId, idempotencyKey: 'short', credits: 5, expiresAt } });
    expect((await nextOf(changes)).balanceChanged.balance).toBe(15);
    expect((await nextOf(changes)).balanceChanged).toMatchObject({
      balance: 10,
      transaction: { kind: 'EXPIRY', amount: -5 },
    });
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt));
    await changes.return?.();
  } finally {
    await working.stop();
  }
});
