import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { followBalance as followByApollo, openApollo } from '../../examples/apollo-client.ts';
import { follow, openDarkroom, perform } from '../../examples/darkroom-client.ts';
import { performPrompt, type Server } from '../../examples/fetch.ts';
import { openSocket } from '../../examples/open-socket.ts';
import { followBalance as followByUrql, openUrql } from '../../examples/urql.ts';
import { watchBalance } from '../../examples/watch-balance.ts';
import { DarkroomHouse } from '../support/darkroom.ts';
import { freePort } from '../support/free-port.ts';
import { GraphqlClient } from '../support/graphql-client.ts';
import type { NodeProcess } from '../support/node-process.ts';
import { until } from '../support/until.ts';

interface Seen {
  readonly balance: number;
  readonly sequence: number;
}

let house: DarkroomHouse;
let running: NodeProcess;
let environment: NodeJS.ProcessEnv;
let server: Server;
let projectId: string;
let sent = 0;

beforeAll(async () => {
  house = new DarkroomHouse();
  environment = { PORT: String(await freePort()), WORKERS: '0' };
  const { server: started, url } = await house.listen(environment);
  running = started;
  server = { url: `${url}/graphql`, secret: await house.firstKey() };
});
afterAll(() => house.remove());

/** A project of the test's own, with 100 credits. */
beforeEach(async () => {
  const client = new GraphqlClient(server.url.replace('/graphql', ''), server.secret);
  const { data } = await client.ask<{ createProject: { id: string } }, object>(
    'mutation { createProject(input: { name: "Examples" }) { id } }',
  );
  projectId = data?.createProject.id ?? '';
  await client.ask('mutation ($input: GrantCreditsInput!) { grantCredits(input: $input) { __typename } }', {
    input: { projectId, idempotencyKey: 'to begin with', credits: 100 },
  });
});

const prompt = () => {
  sent += 1;
  return performPrompt(server, { projectId, idempotencyKey: `prompt ${sent}`, prompt: 'A cup on marble' });
};

async function restart(): Promise<void> {
  running.kill('SIGTERM');
  await running.ended;
  ({ server: running } = await house.listen(environment));
}

describe('fetch', () => {
  test('charges a Prompt once, however often it is sent', async () => {
    const input = { projectId, idempotencyKey: 'once', prompt: 'A cup' };
    expect(await performPrompt(server, input)).toMatchObject({ replayed: false, project: { balance: 95 } });
    expect(await performPrompt(server, input)).toMatchObject({ replayed: true, project: { balance: 95 } });
  });

  test('retries a Prompt until the server is available again', async () => {
    running.kill('SIGTERM');
    await running.ended;
    const performed = prompt();
    ({ server: running } = await house.listen(environment));
    expect(await performed).toMatchObject({ project: { balance: 95 } });
  });

  test('throws refusals with their message', async () => {
    await expect(performPrompt(server, { projectId, idempotencyKey: 'too long', prompt: '' })).rejects.toThrow(
      /^BAD_USER_INPUT: /,
    );
  });
});

type Watch = (onBalance: (balance: Seen) => void) => () => void;

const socketOf = (): Client => openSocket(server.url, () => server.secret);

const WATCHES: readonly (readonly [string, boolean, () => Watch])[] = [
  [
    'a plain WebSocket',
    true,
    () => (onBalance) =>
      watchBalance(server, projectId, { onBalance, onEnd: (code) => onBalance({ balance: NaN, sequence: code }) }),
  ],
  [
    'the client of Darkroom',
    true,
    () => (onBalance) => {
      const client = openDarkroom(server.url.replace('/graphql', ''), server.secret);
      const stop = follow(client, projectId, onBalance);
      return () => (stop(), void client.close());
    },
  ],
  [
    'Apollo Client',
    false,
    () => (onBalance) => {
      const socket = socketOf();
      const client = openApollo(server.url, server.secret, socket);
      const stop = followByApollo(client, projectId, onBalance);
      return () => (stop(), client.stop(), void socket.dispose());
    },
  ],
  [
    'urql',
    true,
    () => (onBalance) => {
      const socket = socketOf();
      const stop = followByUrql(openUrql(server.url, server.secret, socket), projectId, onBalance);
      return () => (stop(), void socket.dispose());
    },
  ],
];

describe.each(WATCHES)('%s', (_, losesNothing, watchOf) => {
  test('receives the current balance, each change, and everything missed while the server was unavailable', async () => {
    const seen: Seen[] = [];
    const stop = watchOf()((balance) => seen.push({ balance: balance.balance, sequence: balance.sequence }));
    try {
      await until(() => seen.length === 1);
      await prompt();
      await until(() => seen.length === 2);
      await restart();
      await prompt();
      await prompt();
      await until(() => seen.at(-1)?.balance === 85);
      expect(seen.slice(0, 2)).toEqual([
        { balance: 100, sequence: 1 },
        { balance: 95, sequence: 2 },
      ]);
      if (losesNothing) expect(seen.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4]);
      expect(seen.at(-1)).toEqual({ balance: 85, sequence: 4 });
    } finally {
      stop();
    }
  });
});

test('the client of Darkroom performs a Prompt also while the server restarts', async () => {
  const client = openDarkroom(server.url.replace('/graphql', ''), server.secret);
  running.kill('SIGTERM');
  await running.ended;
  const performed = perform(client, projectId, 'A cup on marble');
  ({ server: running } = await house.listen(environment));
  expect(await performed).toBe(95);
  await client.close();
});

test('a plain WebSocket is told that its credential is not accepted', async () => {
  const code = await new Promise<number>((onEnd) => {
    watchBalance({ ...server, secret: 'dkr_wrong' }, projectId, { onBalance: () => undefined, onEnd });
  });
  expect(code).toBe(4403);
});

test('Apollo Client keeps the balance in its cache', async () => {
  const socket = createClient({
    url: server.url.replace('http', 'ws'),
    connectionParams: { authorization: `Bearer ${server.secret}` },
  });
  const client = openApollo(server.url, server.secret, socket);
  let last: number | null = null;
  const stop = followByApollo(client, projectId, ({ balance }) => (last = balance));
  await until(() => last === 100);
  expect(client.cache.extract()).toMatchObject({ [`Project:${projectId}`]: { balance: 100, sequence: 1 } });
  stop();
  client.stop();
  await socket.dispose();
});
