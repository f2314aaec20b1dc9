import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import net from 'node:net';
import { pino } from 'pino';
import { readConfig } from '../../src/config/config.ts';
import { closeStalledResponses } from '../../src/server/stalled-responses.ts';
import { until } from '../support/until.ts';

const ANSWER = Buffer.alloc(20_000_000, 1);
let server: Server;
let port: number;
let accepted = 0;

async function serve(variables: Record<string, string>): Promise<void> {
  server = createServer((_request, response) => response.end(ANSWER));
  server.on('connection', () => (accepted += 1));
  closeStalledResponses(server, readConfig(variables, process.cwd()).limits, pino({ level: 'silent' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as net.AddressInfo).port; // it listens on a port
}

function ask(): net.Socket {
  const socket = net.connect({ port, host: '127.0.0.1' });
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
  return socket;
}

const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

beforeAll(() => serve({ LIMIT_ANSWER_STALL_SECONDS: '2', LIMIT_UNREAD_BYTES: '50000000' }));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

test('a client that does not read a response is disconnected, and one that reads slowly is not', async () => {
  const stalled = ask();
  const slow = ask();
  let read = 0;
  // 64 KiB every 20 ms: the answer, one write of the server, takes three times as long as a reader may stall
  slow.on('data', (part) => {
    read += part.length;
    slow.pause();
    setTimeout(() => slow.resume(), 20);
  });
  slow.resume();
  await until(async () => (await connections()) === 2);
  await until(async () => (await connections()) === 1);
  await until(() => read >= ANSWER.length);
  expect(stalled.bytesRead).toBeLessThan(ANSWER.length);
  for (const socket of [stalled, slow]) socket.destroy();
});

test('while more is unread than LIMIT_UNREAD_BYTES the longest stalled go at once', async () => {
  await until(async () => (await connections()) === 0);
  const before = accepted;
  const sockets = Array.from({ length: 6 }, ask);
  await until(() => accepted === before + 6); // of these, the server may have ended some before all are open
  await until(async () => (await connections()) <= 3);
  expect(await connections()).toBeGreaterThan(0);
  for (const socket of sockets) socket.destroy();
});
