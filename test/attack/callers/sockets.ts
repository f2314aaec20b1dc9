import { setTimeout as sleep } from 'node:timers/promises';
import { BareSocket } from '../../server/hostile/bare-socket.ts';
import { times } from '../../server/hostile/documents.ts';
import type { Target } from '../target.ts';
import { again, holding, type HostileCaller } from './hostile-caller.ts';

/** Sockets of one VIEWER, let in; left when what is done with them is done. */
async function withSockets(
  target: Target,
  secret: string,
  count: number,
  attack: (socket: BareSocket) => Promise<void>,
): Promise<void> {
  const opened = await Promise.allSettled(
    Array.from({ length: count }, () => BareSocket.letIn(target.url, `Bearer ${secret}`)),
  );
  const sockets = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  await Promise.allSettled(sockets.map(attack));
  await Promise.all(sockets.map((socket) => socket.leave()));
}

/** Subscriptions whose variables are as large as a message may be, and ids that are too long. */
export const largeSubscriptions: HostileCaller = async (target) => {
  const { secret } = await target.newKey('VIEWER');
  const projectId = await target.newProject(1);
  const query = `subscription { balanceChanged(projectId: "${projectId}") { sequence } }`;
  return (signal) =>
    again(signal, 1_000, () =>
      withSockets(target, secret, 10, async (socket) => {
        for (let number = 0; number < 50 && !signal.aborted; number += 1) {
          socket.subscribe(String(number), query, { unused: 'v'.repeat(120_000) + number });
          await sleep(20);
        }
        socket.subscribe('i'.repeat(120_000), query);
        await socket.closed;
      }),
    );
};

/** Ever new documents, each as long as a message may be. */
export const keptDocuments: HostileCaller = async (target) => {
  const { secret } = await target.newKey('VIEWER');
  const projectId = await target.newProject(1);
  const inside = times(49, (i) => `a${i}: project(id: "${projectId}") { id name transactions { nodes { id note } } }`);
  let number = 0;
  return (signal) =>
    again(signal, 500, () =>
      withSockets(target, secret, 1, async (socket) => {
        for (const last = number + 100; number < last && !signal.aborted; number += 1) {
          socket.subscribe(
            String(number),
            `query q${number} { viewer { name } ... @skip(if: true) { ${inside} } } #${'c'.repeat(200_000)}`,
          );
          await socket.hear('complete', 'error');
        }
      }),
    );
};

/** Pings with deep values, and more of them than are allowed. */
export const pings: HostileCaller = async (target) => {
  const { secret } = await target.newKey('VIEWER');
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  return (signal) =>
    again(signal, 500, () =>
      withSockets(target, secret, 4, async (socket) => {
        for (let number = 0; number < 3_000; number += 1) socket.say({ type: 'ping', payload: { number } });
        socket.say(`{"type":"ping","payload":${deep}}`);
        await socket.closed;
      }),
    );
};

const UPGRADE =
  'GET /graphql HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n' +
  'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';

/** A frame of a text that goes on, masked with zeros. */
const part = (text: string, opcode: number) =>
  Buffer.concat([Buffer.from([opcode, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);

/** Messages in as many fragments as they have bytes, of somebody who has not been let in. */
export const fragments: HostileCaller = async (target) => {
  const thousand = Buffer.concat(Array.from({ length: 1_000 }, () => part('x', 0)));
  return (signal) =>
    again(signal, 1_000, () =>
      holding(target, signal, { count: 25, forMs: 8_000 }, (socket) => {
        socket.resume();
        socket.write(UPGRADE);
        socket.write(part('{', 1));
        for (let sent = 0; sent < 16; sent += 1) socket.write(thousand);
      }),
    );
};
