import { expect, test } from '@jest/globals';
import net from 'node:net';
import { connectTo } from '../images/raw-http.ts';
import { startStudio } from '../support/studio.ts';
import { until } from '../support/until.ts';

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.on('connect', () => (socket.destroy(), resolve(true))).on('error', () => resolve(false));
  });
}

test('a request that comes while the process stops is refused with UNAVAILABLE, in the shape of its address', async () => {
  const studio = await startStudio({ workers: 0 });
  const port = Number(new URL(studio.url).port);
  const [graphql, picture] = await Promise.all([connectTo(port), connectTo(port)]);
  // Half of the headers: such a connection is not idle, and is not closed at once.
  graphql.send('POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n');
  picture.send('GET /pictures/a HTTP/1.1\r\nhost: x\r\n');
  expect((await fetch(`${studio.url}/healthz`)).status).toBe(200); // by then both have been read
  const stopped = studio.stop();
  await until(async () => !(await isListening(port)));
  graphql.send('content-length: 23\r\n\r\n{"query":"{__typename}"}');
  picture.send('\r\n');
  expect(await graphql.everything()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1.*\{"errors":\[\{.*"code":"UNAVAILABLE"/s);
  expect(await picture.everything()).toMatch(/^HTTP\/1.1 503 .*retry-after: 1.*\{"error":\{"code":"UNAVAILABLE"/s);
  await stopped;
});
