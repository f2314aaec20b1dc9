import net from 'node:net';
import { once } from 'node:events';

/** A proxy between a client and a server that can close all its connections. */
export class CutProxy {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  private constructor(target: URL) {
    this.#server = net.createServer((socket) => {
      const onward = net.connect(Number(target.port), target.hostname);
      for (const [one, other] of [
        [socket, onward],
        [onward, socket],
      ] as const) {
        this.#sockets.add(one);
        one.on('error', () => other.destroy()).on('close', () => (this.#sockets.delete(one), other.destroy()));
        one.pipe(other);
      }
    });
  }

  static async open(target: string): Promise<CutProxy> {
    const proxy = new CutProxy(new URL(target));
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get url(): string {
    const { port } = this.#server.address() as net.AddressInfo; // it listens on a port
    return `http://127.0.0.1:${port}`;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }
}
