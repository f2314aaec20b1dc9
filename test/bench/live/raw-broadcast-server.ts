/** The floor: a set of sockets for each project, and a frame that is ready before it is sent to each of them. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { answerCalls, settings } from '../processes/answer-calls.ts';
import { EventSource } from './event.ts';
import { type LiveServerCalls, sharedClockMs } from './live-server.ts';
import { countOpenSockets, countSocketWrites } from './socket-writes.ts';

await settings();
const socketWrites = countSocketWrites();
const sockets = new Map<number, Set<WebSocket>>();
const events = new EventSource();
const publishedAt = new Map<number, number>();

const http = createServer();
const server = new WebSocketServer({ server: http });
server.on('connection', (socket, request) => {
  const project = Number(request.url?.slice(1));
  const watching = sockets.get(project) ?? new Set();
  sockets.set(project, watching.add(socket));
  socket.on('close', () => watching.delete(socket));
});
http.listen(0, '127.0.0.1');
await once(http, 'listening');
const { port } = http.address() as AddressInfo; // it listens on a port, not on a pipe

answerCalls<LiveServerCalls>({
  address: async () => `http://127.0.0.1:${port}`,
  subscriptions: async (count) =>
    Array.from({ length: count }, (_, project) => ({
      path: `/${project}`,
      protocol: null,
      init: null,
      subscribe: null,
      standsWith: 'socket',
    })),
  async publish(publication) {
    for (const { project, event } of events.next(publication)) {
      const frame = Buffer.from(
        JSON.stringify({ id: 'balance', type: 'next', payload: { data: { balanceChanged: event } } }),
      );
      if (project === 0) publishedAt.set(event.sequence, sharedClockMs());
      for (const socket of sockets.get(project) ?? []) socket.send(frame, { binary: false });
    }
  },
  publishedAt: async () => publishedAt,
  socketWrites: async () => socketWrites(),
  openSockets: async () => countOpenSockets(),
});
