import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { type GraphqlClient, nextOf } from '../support/graphql-client.ts';
import { balanceChanged, grantCredits } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';

const LINES = 600;

let studio: Studio;
let client: GraphqlClient;
let projectId: string;

beforeAll(async () => {
  studio = await startStudio({ workers: 0, variables: { LIMIT_SOCKET_STALL_SECONDS: '1', LIMIT_TOKENS: '10000' } });
  client = await studio.client();
  projectId = await studio.newProject(client, 0);
  for (let round = 0; round < LINES / 100; round += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, each) => {
        const note = `a note that fills the line `.repeat(7);
        const input = { projectId, idempotencyKey: `${round} ${each}`, credits: 1, note };
        return client.send(grantCredits, { input });
      }),
    );
  }
});
afterAll(() => studio.stop());

const everyLine = `subscription ($projectId: ID!) {
  balanceChanged(projectId: $projectId, afterSequence: 0) { balance sequence transaction { note actor createdAt } }
}`;

/** A socket that has asked for every line, many times over. */
async function greedySocket(subscriptions: number): Promise<WebSocket> {
  const socket = new WebSocket(`${studio.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: client.authorization } }));
  await once(socket, 'message');
  for (let id = 0; id < subscriptions; id += 1) {
    const payload = { query: everyLine, variables: { projectId } };
    socket.send(JSON.stringify({ id: String(id), type: 'subscribe', payload }));
  }
  return socket;
}

test('a subscriber that stops reading is closed with 4413, and the others receive everything meanwhile', async () => {
  const beside = client.watch(balanceChanged, { projectId });
  const { sequence } = (await nextOf(beside)).balanceChanged;
  const stopped = await greedySocket(40);
  stopped.pause();
  const closed = once(stopped, 'close');
  const isCutOff = () => studio.logged.some((line) => line.includes('read too slowly'));
  let told = 0;
  while (!isCutOff()) {
    told += 1;
    await client.send(grantCredits, { input: { projectId, idempotencyKey: `beside ${told}`, credits: 1 } });
    expect((await nextOf(beside)).balanceChanged.sequence).toBe(sequence + told);
  }
  expect(told).toBeGreaterThan(1);
  stopped.resume();
  const [code, reason] = (await closed) as [number, Buffer];
  expect([code, String(reason)]).toEqual([4413, expect.stringContaining('LIMIT_SOCKET_STALL_SECONDS is 1')]);
  await beside.return?.();
});
