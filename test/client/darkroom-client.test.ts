import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createElement } from 'react';
import { create, type ReactTestRenderer } from 'react-test-renderer';
import {
  type Balance,
  DarkroomClient,
  type DarkroomClientOptions,
  OutcomeUnknownError,
  type PerformOutcome,
  RequestRefusedError,
} from '../../packages/client/src/darkroom-client.ts';
import { type LiveBalance, type Performing, useBalance, usePerform } from '../../packages/client/src/react.ts';
import type { GraphqlClient } from '../support/graphql-client.ts';
import { createProject } from '../support/operations.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';
import { CutProxy } from './cut-proxy.ts';

let studio: Studio;
let proxy: CutProxy;
let admin: GraphqlClient;
let projectId: string;
let secret: string;
const open: DarkroomClient[] = [];

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  proxy = await CutProxy.open(studio.url);
  admin = await studio.client();
  secret = admin.authorization.replace('Bearer ', '');
});
beforeEach(async () => {
  projectId = await studio.newProject(admin, 100);
});
afterEach(() => Promise.all(open.splice(0).map((each) => each.close())));
afterAll(async () => {
  await proxy.close();
  await studio.stop();
});

function client(options: Partial<DarkroomClientOptions> = {}): DarkroomClient {
  const made = new DarkroomClient({ url: proxy.url, secret, ...options });
  open.push(made);
  return made;
}

/** A fetch that forwards requests and drops the given number of responses. */
function losing(answers: number): typeof fetch {
  let lost = 0;
  return async (...request) => {
    const response = await fetch(...request);
    if (lost >= answers) return response;
    lost += 1;
    await response.arrayBuffer();
    throw new TypeError('terminated');
  };
}

const PROMPT = () => ({ projectId, prompt: 'A cup on marble' });

describe('an action', () => {
  test('is charged once, although its first answers are lost', async () => {
    const outcome = await client({ fetch: losing(2) }).perform('PROMPT', PROMPT());
    expect(outcome).toMatchObject({ __typename: 'PerformedAction', replayed: true, project: { balance: 95 } });
  });

  test('has a key of its own each time, unless one is given', async () => {
    const own = client();
    const given = { ...PROMPT(), idempotencyKey: 'mine' };
    const outcomes: PerformOutcome[] = [];
    for (const input of [PROMPT(), PROMPT(), given, given]) outcomes.push(await own.perform('PROMPT', input));
    expect(outcomes.map((outcome) => outcome.__typename === 'PerformedAction' && outcome.project.balance)).toEqual([
      95, 90, 85, 85,
    ]);
  });

  test('that is refused tells its reason as data', async () => {
    const poor = await studio.newProject(admin, 3);
    const outcome = await client().perform('PROMPT', { projectId: poor, prompt: 'A cup' });
    expect(outcome).toMatchObject({ __typename: 'InsufficientCreditsError', required: 5, available: 3 });
  });

  test('whose outcome stays unknown is told with its key, which repeats it', async () => {
    const failure: unknown = await client({ fetch: losing(9), tries: 2 })
      .perform('PROMPT', PROMPT())
      .catch((error) => error);
    if (!(failure instanceof OutcomeUnknownError) || failure.idempotencyKey === null) throw failure;
    const again = await client().perform('PROMPT', { ...PROMPT(), idempotencyKey: failure.idempotencyKey });
    expect(again).toMatchObject({ replayed: true, project: { balance: 95 } });
  });
});

test('a mutation without a key is sent once, because a second time could do it twice', async () => {
  const before = await projects();
  const creation = client({ fetch: losing(1) }).send(createProject, { input: { name: 'Once' } });
  await expect(creation).rejects.toMatchObject({ name: 'OutcomeUnknownError', idempotencyKey: null });
  expect(await projects()).toBe(before + 1);
});

test('a request that the server does not accept throws its code, and is not repeated', async () => {
  let requests = 0;
  const counting: typeof fetch = (...request) => ((requests += 1), fetch(...request));
  const refused = client({ fetch: counting }).perform('PROMPT', { projectId, prompt: '' });
  await expect(refused).rejects.toMatchObject({ name: RequestRefusedError.name, code: 'BAD_USER_INPUT' });
  expect(requests).toBe(1);
});

test('credits are granted once, although the answer is lost', async () => {
  const granted = await client({ fetch: losing(1) }).grantCredits({ projectId, credits: 7 });
  expect(granted).toMatchObject({ __typename: 'GrantedCredits', replayed: true, project: { balance: 107 } });
});

test('a watched balance goes on after every cut, with each change once and in order', async () => {
  const own = client();
  const seen: Balance[] = [];
  const stop = new AbortController();
  const ended = (async () => {
    for await (const balance of own.watchBalance(projectId, { signal: stop.signal })) seen.push(balance);
  })();
  await until(() => seen.length === 1);
  for (let times = 1; times <= 3; times += 1) {
    proxy.cut();
    await client({ url: studio.url }).perform('PROMPT', PROMPT());
    await until(() => seen.length === 1 + times);
  }
  stop.abort();
  await ended;
  expect(seen.map(({ sequence, balance }) => [sequence, balance])).toEqual([
    [1, 100],
    [2, 95],
    [3, 90],
    [4, 85],
  ]);
});

describe('in React', () => {
  let live: LiveBalance | null;
  let performing: Performing | null;
  let shown: ReactTestRenderer;

  async function mount(own: DarkroomClient): Promise<void> {
    live = performing = null;
    const tell = (balance: LiveBalance, state: Performing) => {
      live = balance;
      performing = state;
    };
    function Probe() {
      tell(useBalance(own, projectId), usePerform(own));
      return null;
    }
    shown = create(createElement(Probe));
    await until(() => performing !== null);
  }
  afterEach(() => shown.unmount());

  const perform = (prompt: string) => performing?.perform('PROMPT', { projectId, prompt });

  test('useBalance shows what usePerform has charged, once for presses at once', async () => {
    await mount(client());
    await until(() => live?.balance?.balance === 100);
    const [first, second] = await Promise.all([perform('A cup'), perform('A cup')]);
    expect(first).toMatchObject({ __typename: 'PerformedAction', replayed: false });
    expect(second).toBeNull();
    await until(() => performing?.outcome === first && !performing?.isSending);
    await until(() => live?.balance?.balance === 95);
  });

  test('usePerform repeats what nobody answered under the same key', async () => {
    await mount(client({ fetch: losing(1), tries: 1 }));
    expect(await perform('A cup')).toBeNull();
    await until(() => performing?.error instanceof OutcomeUnknownError);
    expect(await perform('A cup')).toMatchObject({ replayed: true, project: { balance: 95 } });
    expect(await perform('A cup')).toMatchObject({ replayed: false, project: { balance: 90 } });
    await until(() => performing?.error === null);
  });

  test('useBalance tells why it ended', async () => {
    await mount(client({ secret: 'dkr_wrong' }));
    await until(() => live?.error instanceof Error);
    expect(live?.balance).toBeNull();
  });
});

test('the package imports nothing of the server, and only what its manifest names', () => {
  const root = path.join(import.meta.dirname, '../../packages/client');
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const named = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
  const files = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const imported = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [...readFileSync(path.join(root, 'src', file), 'utf8').matchAll(/ from ['"]([^'"]+)['"]/g)])
    .map(([, from = '']) => from);
  const outside = imported.filter((from) => !from.startsWith('./') && !named.includes(from));
  expect(imported).toContain('graphql-ws');
  expect([...new Set(outside)].filter((from) => from !== '@graphql-typed-document-node/core')).toEqual([]);
});

async function projects(): Promise<number> {
  const { rows } = await studio.app.database.pool.query<{ count: string }>('select count(*) from projects');
  return Number(rows[0]?.count);
}
