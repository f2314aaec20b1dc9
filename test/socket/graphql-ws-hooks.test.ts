import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { makeServer, type ServerOptions } from 'graphql-ws';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.ts';
import { Admission } from '../../src/graphql/limits/admission.ts';
import { createSchema } from '../../src/graphql/schema.ts';
import { RateLimits } from '../../src/server/rate-limits.ts';
import { Operations } from '../../src/socket/operations.ts';
import { ProcessOperations } from '../../src/socket/process-operations.ts';
import { type ClientSocket, type ProtocolOptions, socketProtocol } from '../../src/socket/socket-protocol.ts';
import { Subscriber } from '../../src/socket/subscriber.ts';
import { startStudio, type Studio } from '../support/studio.ts';
import { until } from '../support/until.ts';

/** Which hooks of graphql-ws are called when somebody adds them to ours; src/socket/README.md has the list. */
let studio: Studio;
let options: ProtocolOptions;
let authorization: string;
let projectId: string;
let called: unknown[][];

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
  const admin = await studio.client();
  ({ authorization } = admin);
  projectId = await studio.newProject(admin, 1);
  const { limits, introspection } = readConfig({}, process.cwd());
  const { services } = studio.app;
  const schema = await createSchema();
  options = {
    schema,
    services,
    admission: new Admission({ schema, limits, documentCacheBytes: limits.documentCacheBytes, introspection }),
    rates: new RateLimits(limits, services.clock),
    limits,
    log: pino({ level: 'silent' }),
    observer: null,
  };
});
afterAll(() => studio.stop());
beforeEach(() => void (called = []));

const note =
  (name: string, ...details: unknown[]) =>
  () =>
    void called.push([name, ...details]);

/** Ours, and every other that there is. */
function hooks(): ServerOptions<Record<string, unknown>, ClientSocket> {
  return {
    ...socketProtocol(options),
    context: note('context'),
    roots: {
      get query(): undefined {
        return void called.push(['roots']);
      },
    },
    parse: note('parse') as never, // nothing asks for what it returns
    validate: note('validate') as never,
    onPing: (_context, payload) => note('onPing', payload)(),
    onPong: (_context, payload) => note('onPong', payload)(),
    onOperation: (_context, id, { query }, args) =>
      note('onOperation', id, query, args instanceof Subscriber ? 'a Subscriber' : typeof args.contextValue)(),
    onNext: (_context, id, { query }, _args, { data }) => note('onNext', id, query, { ...data })(),
    onComplete: (_context, id, { query }) => note('onComplete', id, query)(),
    onDisconnect: (_context, code) => note('onDisconnect', code)(),
    onClose: (_context, code) => note('onClose', code)(),
    jsonMessageReviver: (_key, value: unknown) => (note('reviver')(), value),
    jsonMessageReplacer: (key, value: unknown) => (key === 'type' && note('replacer', value)(), value),
  };
}

/** A socket that has been let in. */
async function openSocket() {
  const results: string[] = [];
  let handle: (message: unknown) => Promise<void> = async () => undefined;
  const socket: ClientSocket = {
    viewer: null,
    context: null,
    initPayload: { authorization },
    operations: new Operations(),
    processOperations: new ProcessOperations(),
    isOpen: () => true,
    initReceived: () => undefined,
    close: () => undefined,
    end: () => undefined,
    writeResult: (_encodedId, result) => void results.push(String(result)),
    room: () => null,
  };
  const onClosed = makeServer(hooks()).opened(
    {
      protocol: 'graphql-transport-ws',
      send: () => undefined,
      close: () => undefined,
      onMessage: (given) => (handle = given as typeof handle), // it takes parsed messages as well
    },
    socket,
  );
  await handle({ type: 'connection_init' });
  const close = async () => {
    options.services.sessions.finish(socket);
    await onClosed(1000, '');
  };
  return { handle: (message: object) => handle(message), results, close };
}

test('a query: every hook except those that this code replaces', async () => {
  const { handle, close } = await openSocket();
  await handle({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } });
  await close();
  expect(called).toEqual([
    ['replacer', 'connection_ack'],
    ['roots'],
    ['onOperation', '1', null, 'object'],
    ['onNext', '1', null, { __typename: 'Query' }],
    ['replacer', 'next'],
    ['onComplete', '1', null],
    ['replacer', 'complete'],
    ['onDisconnect', 1000],
    ['onClose', 1000],
  ]);
});

test('a subscription: neither roots nor onNext nor the replacer, since it is executed and its results are written here', async () => {
  const { handle, results, close } = await openSocket();
  const query = `subscription { balanceChanged(projectId: "${projectId}") { balance } }`;
  const done = handle({ type: 'subscribe', id: '1', payload: { query } });
  await until(() => results.length > 0);
  await handle({ type: 'complete', id: '1' });
  await done;
  await close();
  expect(called).toEqual([
    ['replacer', 'connection_ack'],
    ['onOperation', '1', null, 'a Subscriber'],
    ['onComplete', '1', null],
    ['onDisconnect', 1000],
    ['onClose', 1000],
  ]);
});

test('pings and pongs that are messages', async () => {
  const { handle, close } = await openSocket();
  await handle({ type: 'ping', payload: { n: 1 } });
  await handle({ type: 'pong', payload: { n: 2 } });
  await close();
  expect(called.slice(1, 4)).toEqual([
    ['onPing', { n: 1 }],
    ['replacer', 'pong'],
    ['onPong', { n: 2 }],
  ]);
});
