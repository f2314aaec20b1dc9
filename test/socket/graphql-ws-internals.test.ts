import { beforeEach, describe, expect, test } from '@jest/globals';
import { buildSchema, type ExecutionArgs, parse } from 'graphql';
import { type Context, makeServer, type ServerOptions, type SubscribePayload } from 'graphql-ws';

/**
 * What src/socket relies upon in graphql-ws beyond its documentation; src/socket/README.md says where. Where one of these
 * fails after an upgrade, that place has to change with it.
 */
const schema = buildSchema('type Query { answer: Int } type Subscription { ticks: Int }');

type Options = ServerOptions<Record<string, unknown>, object>;

/** A stream without results that ends when the test says so. */
class QuietStream implements AsyncIterableIterator<never, void, void> {
  isReturned = false;
  readonly #ended = Promise.withResolvers<IteratorReturnResult<void>>();

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorReturnResult<void>> {
    return this.#ended.promise;
  }

  async return(): Promise<IteratorReturnResult<void>> {
    this.isReturned = true;
    return { done: true, value: undefined };
  }

  end(): void {
    this.#ended.resolve({ done: true, value: undefined });
  }
}

/** The server's side of a socket. */
class Peer {
  readonly sent: { readonly type: string; readonly id?: string }[] = [];
  readonly closed: (number | undefined)[] = [];
  /** As graphql-ws hands it to the socket. */
  handle: (message: unknown) => Promise<void> = async () => undefined;
  context: Context<Record<string, unknown>, object> | null = null;
  readonly onClosed: (code: number, reason: string) => Promise<void>;

  constructor(options: Options) {
    const onConnect: Options['onConnect'] = (context) => {
      this.context = context;
      return options.onConnect?.(context);
    };
    this.onClosed = makeServer<Record<string, unknown>, object>({ schema, ...options, onConnect }).opened(
      {
        protocol: 'graphql-transport-ws',
        send: (text) => void this.sent.push(JSON.parse(text)),
        close: (code) => void this.closed.push(code),
        onMessage: (handle) => (this.handle = handle as Peer['handle']),
      },
      {},
    );
  }

  get ids(): readonly string[] {
    return Object.keys(this.context?.subscriptions ?? {});
  }
}

const init = { type: 'connection_init', payload: { authorization: 'Bearer secret' } };
const subscribe = () => ({ type: 'subscribe', id: '1', payload: { query: 'subscription { ticks }' } });

let stream: QuietStream;
beforeEach(() => void (stream = new QuietStream()));

describe('graphql-ws', () => {
  test('takes a message that has been parsed', async () => {
    const peer = new Peer({});
    await peer.handle(init);
    await peer.handle({ type: 'subscribe', id: '1', payload: { query: '{ answer }' } });
    expect(peer.sent.map(({ type }) => type)).toEqual(['connection_ack', 'next', 'complete']);
  });

  test('is done with a subscribe message when its operation has ended, and then its id is free', async () => {
    const peer = new Peer({ subscribe: () => stream });
    await peer.handle(init);
    let isDone = false;
    const done = peer.handle(subscribe()).then(() => (isDone = true));
    await new Promise(setImmediate);
    expect([isDone, peer.ids]).toEqual([false, ['1']]);
    stream.end();
    await done;
    expect(peer.ids).toEqual([]);
  });

  test('frees the id of an operation that is completed before it has ended', async () => {
    const peer = new Peer({ subscribe: () => stream });
    await peer.handle(init);
    let isDone = false;
    const done = peer.handle(subscribe()).then(() => (isDone = true));
    await new Promise(setImmediate);
    await peer.handle({ type: 'complete', id: '1' });
    expect([stream.isReturned, isDone, peer.ids]).toEqual([true, false, []]);
    stream.end();
    await done;
  });

  test('knows the id of an operation that is still being prepared', async () => {
    const prepared = Promise.withResolvers<undefined>();
    const peer = new Peer({ onSubscribe: () => prepared.promise, subscribe: () => stream });
    await peer.handle(init);
    const done = peer.handle(subscribe());
    expect(peer.ids).toEqual(['1']);
    stream.end();
    prepared.resolve(undefined);
    await done;
  });

  test('returns every stream when the socket has closed', async () => {
    const peer = new Peer({ subscribe: () => stream });
    await peer.handle(init);
    const done = peer.handle(subscribe());
    await new Promise(setImmediate);
    await peer.onClosed(1000, '');
    expect(stream.isReturned).toBe(true);
    stream.end();
    await done;
  });

  test.each(['connection_ack', 'next', 'error'])(
    'names the type of a message that only a server sends: %s',
    async (type) => {
      const payload = type === 'error' ? [{ message: 'x' }] : {};
      await expect(new Peer({}).handle({ type, id: '1', payload })).rejects.toThrow(/^Unexpected message of type/);
    },
  );

  test('reads nothing of the payload of a subscribe message after onSubscribe', async () => {
    const read: string[] = [];
    const message = subscribe();
    const onSubscribe: Options['onSubscribe'] = (_context, _id, payload) => {
      for (const field of Object.keys(payload)) {
        Object.defineProperty(payload, field, { get: () => void read.push(field) });
      }
      return { schema, document: parse('subscription { ticks }') };
    };
    const peer = new Peer({ onSubscribe, subscribe: () => stream });
    await peer.handle(init);
    const done = peer.handle(message);
    stream.end();
    await done;
    expect(read).toEqual([]);
    expect((message.payload as SubscribePayload).query).toBeUndefined(); // it is the same object
  });

  test('passes arguments that declare a context and a root value to subscribe as they are', async () => {
    const args: ExecutionArgs = Object.freeze({
      schema,
      document: parse('subscription { ticks }'),
      contextValue: undefined,
      rootValue: undefined,
    });
    let given: unknown;
    const peer = new Peer({
      context: () => 'another',
      roots: { subscription: {} },
      onSubscribe: () => args,
      subscribe: (passed) => ((given = passed), stream),
    });
    await peer.handle(init);
    const done = peer.handle(subscribe());
    stream.end();
    await done;
    expect(given).toBe(args);
  });

  test('calls onConnect before it lets anything else run', async () => {
    let isCalled = false;
    const peer = new Peer({ onConnect: () => void (isCalled = true) });
    const handled = peer.handle(init);
    expect(isCalled).toBe(true);
    await handled;
  });
});
