import net from 'node:net';

const HEAD_END = '\r\n\r\n';

/** One connection that sends one request after the other: fetch would take more time than the server that is measured. */
export class LightHttp {
  readonly #socket: net.Socket;
  readonly #head: string;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { readonly resolve: (body: string) => void; readonly reject: (error: Error) => void } | null = null;

  constructor(url: string, headers: Readonly<Record<string, string>>) {
    const { hostname, port, host, pathname } = new URL(url);
    const lines = Object.entries({ host, 'content-type': 'application/json', ...headers });
    this.#head = [`POST ${pathname} HTTP/1.1`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n');
    this.#socket = net.connect(Number(port), hostname);
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (data) => this.#take(data));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the server closed the connection')));
  }

  /** The body of the answer, whatever its status. */
  post(body: string): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    this.#waiting = { resolve, reject };
    this.#socket.write(`${this.#head}\r\ncontent-length: ${Buffer.byteLength(body)}${HEAD_END}${body}`);
    return promise;
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    const headEnd = this.#received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = this.#received.toString('latin1', 0, headEnd);
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1]);
    const end = headEnd + HEAD_END.length + length;
    if (Number.isNaN(length)) return this.#waiting?.reject(new Error(`an answer without a length:\n${head}`));
    if (this.#received.length < end) return;
    const body = this.#received.toString('utf8', headEnd + HEAD_END.length, end);
    this.#received = this.#received.subarray(end);
    this.#waiting?.resolve(body);
  }
}
