import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { ServerLimits } from './server-limits.ts';

const LOOK_INTERVAL_MS = 1_000; // 1 second

interface Connection {
  /** The bytes that the client had read at the last progress, and the time of that. */
  taken: number;
  since: number;
}

/**
 * Closes connections whose clients do not read their responses: those that read nothing for LIMIT_ANSWER_STALL_SECONDS, and,
 * while all unread bytes together exceed LIMIT_UNREAD_BYTES, the longest stalled first. WebSockets have stricter limits of
 * their own and are not tracked here, because a listener for each took 0.4 KiB.
 */
export function closeStalledResponses(server: Server, limits: ServerLimits, log: Logger): void {
  const connections = new Map<Socket, Connection>();
  server.on('connection', (socket: Socket) => connections.set(socket, { taken: 0, since: performance.now() }));
  server.on('upgrade', ({ socket }) => connections.delete(socket));
  const timer = setInterval(() => look(connections, limits, log), LOOK_INTERVAL_MS);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

/**
 * The number of bytes that the client has read, to be compared with an earlier number. Node counts an unfinished write as
 * entirely unread, for a large response to a slow reader for minutes; the queue of libuv tells how much of it is left.
 */
function bytesTaken(socket: Socket): number {
  const { _handle } = socket as Socket & { _handle?: { writeQueueSize: number } | null }; // Node's own write timeout reads it too (net.js, _onTimeout)
  return socket.bytesWritten - socket.writableLength - (_handle?.writeQueueSize ?? 0);
}

function look(connections: Map<Socket, Connection>, limits: ServerLimits, log: Logger): void {
  const now = performance.now();
  const stalled: { socket: Socket; unread: number; stalledMs: number }[] = [];
  let unreadBytes = 0;
  for (const [socket, connection] of connections) {
    if (socket.destroyed) {
      connections.delete(socket);
      continue;
    }
    const unread = socket.writableLength;
    const taken = bytesTaken(socket);
    if (unread === 0 || taken !== connection.taken) Object.assign(connection, { taken, since: now });
    if (unread === 0) continue;
    unreadBytes += unread;
    stalled.push({ socket, unread, stalledMs: now - connection.since });
  }
  stalled.sort((one, other) => other.stalledMs - one.stalledMs);
  for (const { socket, unread, stalledMs } of stalled) {
    if (stalledMs < limits.answerStallSeconds * 1000 && unreadBytes <= limits.unreadBytes) break;
    unreadBytes -= unread;
    log.debug({ unread, stalledMs }, 'ended a connection whose client did not read');
    socket.destroy();
  }
}
