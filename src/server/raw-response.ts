import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import type { HttpRefusal } from './http-refusal.ts';

/** Writes a refusal to a connection that Fastify does not handle, and closes it. */
export function writeRawResponse(socket: Duplex, { statusCode, code, message, headers }: HttpRefusal): void {
  const body = JSON.stringify({ error: { code, message } });
  const lines = Object.entries({
    ...headers,
    connection: 'close',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.on('error', () => undefined); // the client may have disconnected
  socket.end(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`, () =>
    socket.destroy(),
  );
}
