import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from 'pino';
import type { ServerLimits } from './server-limits.ts';

const LOOK_INTERVAL_MS = 1_000; // 1 second

interface Connection {
  /** Bytes that the client's side has taken, when it last took some, and when that was. */
  taken: number;
  since: number;
}

/**
 * Ends connections whose clients do not read what they asked for: after LIMIT_ANSWER_STALL_SECONDS without a byte taken, and
 * the longest stalled first while all together leave more unread than LIMIT_UNREAD_BYTES. Connections that become WebSockets
 * have limits of their own, which are stricter, and are not kept here: with a listener each took 0.4 KiB.
 */
export function endUnreadAnswers(server: Server, limits: ServerLimits, log: Logger): void {
  const connections = new Map<Socket, Connection>();
  server.on('connection', (socket: Socket) => connections.set(socket, { taken: 0, since: performance.now() }));
  server.on('upgrade', ({ socket }) => connections.delete(socket));
  const timer = setInterval(() => look(connections, limits, log), LOOK_INTERVAL_MS);
  timer.unref();
  server.once('close', () => clearInterval(timer));
}

/**
 * Bytes that the client's side has taken, to be compared with an earlier count. Node counts a write that is under way as wholly unread
 * until its end, which for a large answer to a slow reader is minutes; libuv's queue tells how much of it is left.
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
