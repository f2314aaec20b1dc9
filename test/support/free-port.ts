import net from 'node:net';
import { once } from 'node:events';

/** A port of the loopback address on which nobody listens now. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo; // it listens on a port, not on a file
  server.close();
  await once(server, 'close');
  return port;
}
