import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { exec } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import path from 'node:path';
import { promisify } from 'node:util';
import { DarkroomHouse } from '../support/darkroom.ts';
import { nextOf } from '../support/graphql-client.ts';
import { balanceChanged, ledgerOf, performPrompt } from '../support/operations.ts';
import { graphql } from '../support/generated/index.ts';
import { until } from '../support/until.ts';
import { watchActions } from '../support/watch-actions.ts';
import { metricsUrlIn } from '../telemetry/scraped.ts';

const projects = graphql(`
  query FirstProjects {
    projects {
      nodes {
        id
        name
        balance
      }
    }
  }
`);

let house: DarkroomHouse;

/** Makes a process print each loaded module of the libraries for metrics, traces and NATS. */
const PRINT_MODULES = {
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`
    import { registerHooks } from 'node:module';
    registerHooks({
      load(url, context, next) {
        if (/node_modules.(@opentelemetry|@nats-io|prom-client)./.test(url)) process.stderr.write('loads ' + url + '\\n');
        return next(url, context);
      },
    });`)}`,
};

/** Whether nobody takes a connection there any more. */
function isRefused(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(false)).once('error', () => resolve(true));
    socket.once('connect', () => socket.destroy());
  });
}

/** A connection that the operating system has accepted, whether or not the server has. */
function connected(url: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => resolve(socket)).once('error', reject);
  });
}

/** Each test goes on with what the one before has left. */
describe('one Darkroom, from the first start on an empty folder', () => {
  let running: Awaited<ReturnType<DarkroomHouse['serve']>>;
  beforeAll(async () => {
    house = new DarkroomHouse();
    running = await house.serve(PRINT_MODULES);
  });
  afterAll(() => house.remove());

  test('makes a workspace, a key that its owner alone can read, and a project with 100 credits', async () => {
    expect((await running.client.send(projects, {})).projects.nodes).toEqual([
      { id: expect.stringMatching(/^prj_/), name: 'My first project', balance: 100 },
    ]);
    const { mode } = await stat(path.join(house.dataFolder, 'first-api-key'));
    expect((mode & 0o777).toString(8)).toBe('600');
  });

  test('prints where it listens, links with the key, and one command to paste that performs a Prompt', async () => {
    const { server, url, client } = running;
    await server.says("node -e '");
    expect(server.output()).toContain(`${url}/#key=${await house.firstKey()}`);
    expect(server.output()).toContain(`${url}/graphiql#key=${await house.firstKey()}`);
    const command = /^node -e '.*'$/m.exec(server.output())?.[0] ?? '';
    const { stdout } = await promisify(exec)(command);
    expect(JSON.parse(stdout)).toMatchObject({
      data: { performPrompt: { __typename: 'PerformedAction', transaction: { amount: -5, balanceAfter: 95 } } },
    });
    expect((await client.send(projects, {})).projects.nodes[0]?.balance).toBe(95);
  });

  test('a second server on the same data folder exits with a one-line error, and the first keeps running', async () => {
    const { code, output } = await house.start().ended;
    expect(code).toBe(1);
    expect(output).toMatch(/^darkroom: another Darkroom server already runs on this data \(process \d+\)\n$/m);
    expect((await running.client.send(projects, {})).projects.nodes).toHaveLength(1);
  });

  test('/healthz and /readyz tell that it lives and that it can work', async () => {
    const { url } = running;
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'alive' });
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({
      status: 'ready',
      clockSkewSeconds: 0,
      notifications: { transport: 'notify', connected: true },
      engineProblems: [],
    });
  });

  test('doctor and check find nothing wrong beside the running server, the latter also by `npx darkroom`', async () => {
    const doctor = await house.start(['doctor']).ended;
    expect(doctor.output).not.toContain('problem');
    expect(doctor.code).toBe(0);
    const { stdout } = await promisify(exec)('npx darkroom check --json', {
      cwd: path.join(import.meta.dirname, '../..'),
      env: { ...process.env, DATA_DIR: house.dataFolder },
    });
    expect(JSON.parse(stdout)).toMatchObject({ ok: true, projects: 1 });
  });

  test('the libraries for metrics, traces and NATS are not loaded unless they are configured', async () => {
    expect(running.server.output()).not.toMatch(/^loads /m);
  });

  test('a later start goes on where the earlier one left off, and prints no key', async () => {
    const before = (await running.client.send(projects, {})).projects.nodes;
    running.server.kill('SIGTERM');
    expect(await running.server.ended).toMatchObject({ code: 0 });
    running = await house.serve({
      ...PRINT_MODULES,
      METRICS_PORT: '0',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
      NATS_URL: 'nats://127.0.0.1:9',
    });
    expect((await running.client.send(projects, {})).projects.nodes).toEqual(before);
    expect(running.server.output()).not.toContain(await house.firstKey());
  });

  test('with a port for metrics, a collector for traces and NATS their libraries are loaded, and the metrics are served', async () => {
    await running.server.says('"msg":"metrics are served"');
    const url = metricsUrlIn(running.server.output());
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/);
    expect(await (await fetch(url)).text()).toContain('darkroom_http_requests_total{method="POST",route="/graphql"');
    expect(running.server.output()).toMatch(/^loads .*prom-client/m);
    expect(running.server.output()).toMatch(/^loads .*@opentelemetry\/sdk-trace/m);
    expect(running.server.output()).toMatch(/^loads .*@nats-io\/transport-node/m);
  });

  test('a start after kill -9 of the server works, and nothing is lost', async () => {
    const projectId = (await running.client.send(projects, {})).projects.nodes[0]?.id ?? '';
    const { project: before } = await running.client.send(ledgerOf, { id: projectId });
    await running.client.send(performPrompt, { input: { projectId, idempotencyKey: 'k', prompt: 'a ring' } });
    running.server.kill('SIGKILL');
    await running.server.ended;
    running = await house.serve();
    expect((await running.client.send(ledgerOf, { id: projectId })).project).toMatchObject({
      balance: (before?.balance ?? 0) - 5,
      sequence: (before?.sequence ?? 0) + 1,
    });
  });
});

describe('on a separate folder', () => {
  beforeEach(() => {
    house = new DarkroomHouse();
  });
  afterEach(() => house.remove());

  test('the first start takes BOOTSTRAP_API_KEY, and then prints and keeps none', async () => {
    const secret = 'a-key-that-the-operator-has-chosen-1234567890';
    const server = house.start([], { BOOTSTRAP_API_KEY: secret });
    await server.says('"msg":"listening"');
    expect(server.output()).not.toContain(secret);
    expect(server.output()).not.toContain('#key=');
    await expect(house.firstKey()).rejects.toThrow('ENOENT');
  });

  test('a port in use is reported in one line', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const { code, output } = await house.start([], { PORT: port }).ended;
    taken.close();
    expect(code).toBe(1);
    expect(output).toContain(`darkroom: port ${port} on 127.0.0.1 is in use: set PORT to another one\n`);
  });

  test('1,000 connections that arrive while the server is busy are all served', async () => {
    const { server, url } = await house.listen();
    server.kill('SIGSTOP');
    const sockets = await Promise.all(Array.from({ length: 1_000 }, () => connected(url)));
    server.kill('SIGCONT');
    const responses = sockets.map((socket) => {
      socket.write('GET /healthz HTTP/1.1\r\nhost: darkroom\r\nconnection: close\r\n\r\n');
      return text(socket);
    });
    const statusLines = (await Promise.all(responses)).map((response) => response.split('\r\n')[0]);
    expect(new Set(statusLines)).toEqual(new Set(['HTTP/1.1 200 OK']));
  });

  test.each([
    [{ PORT: 'http' }, 'darkroom: PORT must be a whole number from 0 to 65535\n'],
    [
      { DATABASE_URL: 'postgresql://nobody:hunter2@127.0.0.1:1/x' },
      /^darkroom: the database cannot be reached: [^\n]*\n$/,
    ],
  ])('a start with %j ends with one line', async (environment, line) => {
    const { code, output } = await house.start([], environment).ended;
    expect(code).toBe(1);
    expect(output).toMatch(line);
    expect(output).not.toContain('hunter2');
  });

  test('SIGTERM answers running requests, closes sockets with 1001 and stops the database', async () => {
    const { server, client, url } = await house.serve();
    const projectId = (await client.send(projects, {})).projects.nodes[0]?.id ?? '';
    const closed = new Promise<number>((resolve) => {
      client.socket.on('closed', (event) => resolve((event as CloseEvent).code)); // graphql-ws types it as unknown
    });
    await nextOf(client.watch(balanceChanged, { projectId }));
    const database = await house.connect();
    await database.query('begin');
    await database.query('select from projects for update');
    const running = client.send(performPrompt, { input: { projectId, idempotencyKey: 'last', prompt: 'a ring' } });
    await until(async () => {
      const { rows } = await database.query(`select from pg_stat_activity where wait_event_type = 'Lock'`);
      return rows.length > 0;
    });
    server.kill('SIGTERM');
    await until(() => isRefused(url));
    await database.query('rollback');
    await database.end();
    expect((await running).performPrompt.__typename).toBe('PerformedAction');
    expect(await closed).toBe(1001);
    expect(await server.ended).toMatchObject({ code: 0, signal: null });
    await until(() =>
      stat(path.join(house.dataFolder, 'postgres/data/postmaster.pid')).then(
        () => false,
        () => true,
      ),
    );
  });

  describe('a separate worker', () => {
    test("performs what a server with WORKERS=0 accepts, and the server's subscribers see it", async () => {
      const { client } = await house.serve({ WORKERS: '0' });
      const worker = house.start(['worker']);
      await worker.says('"msg":"working"');
      const projectId = (await client.send(projects, {})).projects.nodes[0]?.id ?? '';
      const { seen, stop } = await watchActions(client, projectId, (key) =>
        client.send(performPrompt, { input: { projectId, idempotencyKey: key, prompt: 'a ring' } }),
      );
      await until(() => seen.some(({ status }) => status === 'SUCCEEDED'));
      await stop();
      worker.kill('SIGTERM');
      expect(await worker.ended).toMatchObject({ code: 0 });
    });

    test('does not start without a server', async () => {
      const { code, output } = await house.start(['worker']).ended;
      expect(code).toBe(1);
      expect(output).toMatch(/^darkroom: no server runs on this data: start one with "npm start" first/m);
    });
  });
});
