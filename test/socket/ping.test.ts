import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import WebSocket from 'ws';
import { startStudio, type Studio } from '../support/studio.ts';

let studio: Studio;

beforeAll(async () => {
  studio = await startStudio({ workers: 0 });
});
afterAll(() => studio.stop());

test('a ping is answered with its payload, and an unsolicited pong is ignored', async () => {
  const socket = new WebSocket(`${studio.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.pong('unasked');
  socket.ping('are you there?');
  const [words] = (await once(socket, 'pong')) as [Buffer];
  expect(String(words)).toBe('are you there?');
  const closed = once(socket, 'close');
  socket.close();
  await closed;
});
