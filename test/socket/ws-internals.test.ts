import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket, WebSocketServer } from 'ws';
import { framesOf } from '../../src/socket/frames.ts';

/** What src/socket relies upon in ws beyond its documentation; see src/socket/README.md. */
class EmittingSocket extends WebSocket {
  readonly emitted: unknown[][] = [];

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    this.emitted.push([event, ...args]);
    return event === 'error' || super.emit(event, ...args);
  }
}

let http: Server;
let client: WebSocket;
let server: EmittingSocket;
let connection: Duplex;

beforeEach(async () => {
  http = createServer();
  const sockets = new WebSocketServer<typeof EmittingSocket>({
    noServer: true,
    clientTracking: false,
    autoPong: false,
    WebSocket: EmittingSocket,
    maxPayload: 1_000,
  });
  const opened = new Promise<EmittingSocket>((resolve) => {
    http.on('upgrade', (request, upgraded, head) => {
      connection = upgraded;
      sockets.handleUpgrade(request, upgraded, head, resolve);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  client = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`); // it listens on a port
  server = await opened;
  if (client.readyState !== WebSocket.OPEN) await once(client, 'open');
});
afterEach(async () => {
  client.terminate();
  http.close();
  await once(http, 'close');
});

const frame = (text: string) => framesOf([{ encodedId: '', bytes: Buffer.from(text) }]);

describe('ws', () => {
  test('passes every event to `emit`, which a subclass may override', async () => {
    client.send('text');
    client.ping('are you there?');
    client.pong('unasked');
    client.close(4000, 'the end');
    await once(server, 'close');
    expect(server.emitted.map(([event, data]) => [event, data instanceof Buffer ? String(data) : data])).toEqual([
      ['open', undefined],
      ['message', 'text'],
      ['ping', 'are you there?'],
      ['pong', 'unasked'],
      ['close', 4000],
    ]);
    expect(server.emitted[1]).toEqual(['message', Buffer.from('text'), false]);
    expect(String(server.emitted[4]?.[2])).toBe('the end');
  });

  test('continues after an error without a listener', async () => {
    client.send('x'.repeat(1_001));
    await once(client, 'close');
    const errors = server.emitted.filter(([event]) => event === 'error');
    expect(errors).toEqual([['error', expect.objectContaining({ code: 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH' })]]);
  });

  test('buffers nothing: data written to the connection between its frames arrives in this order', async () => {
    const heard: string[] = [];
    client.on('message', (data: Buffer) => void heard.push(String(data)));
    client.on('ping', (data) => void heard.push(`ping ${String(data)}`));
    connection.write(frame('ours, 1'));
    server.send('theirs, 1');
    connection.write(frame('ours, 2'));
    server.ping('2');
    connection.write(frame('x'.repeat(70_000)));
    server.send('theirs, 3');
    connection.write(frame('ours, 3'));
    server.close(1000);
    await once(client, 'close');
    expect(heard).toEqual(['ours, 1', 'theirs, 1', 'ours, 2', 'ping 2', 'x'.repeat(70_000), 'theirs, 3', 'ours, 3']);
  });

  test('needs no list of listeners before there is one, and reads extensions without adding any', async () => {
    const bare = new EmittingSocket(null as never, undefined, {}); // as its server makes them
    Reflect.set(bare, '_events', undefined);
    expect(bare.emit('message', 'nobody listens')).toBe(false);
    const heard: unknown[] = [];
    bare.once('message', (data) => heard.push(data));
    bare.emit('message', 'heard');
    bare.emit('message', 'no more');
    expect(heard).toEqual(['heard']);
    Reflect.set(server, '_extensions', Object.freeze({}));
    server.send('x'.repeat(2_000));
    const [data] = await once(client, 'message');
    expect(String(data)).toHaveLength(2_000);
    expect(server.extensions).toBe('');
    server.close();
    await once(client, 'close');
  });

  test('the address of a connection can be asked for again where Node has not kept it', () => {
    const { remoteAddress } = connection as Socket; // of TCP
    expect(remoteAddress).toMatch(/127\.0\.0\.1$/);
    Reflect.set(connection, '_peername', undefined);
    expect((connection as Socket).remoteAddress).toBe(remoteAddress);
  });

  test('counts data written directly to the connection as buffered', () => {
    connection.cork();
    connection.write(frame('x'.repeat(100_000)));
    expect(server.bufferedAmount).toBeGreaterThanOrEqual(100_000);
    connection.uncork();
  });
});
