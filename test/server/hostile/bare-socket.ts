import { once } from 'node:events';
import WebSocket from 'ws';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

export interface BareSocketOptions {
  readonly protocol?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A WebSocket on which a test says exactly what it means to say. */
export class BareSocket {
  readonly socket: WebSocket;
  /** How the server has closed it: the code, and the reason after a space. */
  readonly closed: Promise<string>;
  readonly #heard: Message[] = [];

  private constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data: Buffer) => {
      this.#heard.push(JSON.parse(data.toString()));
      socket.emit('heard');
    });
    socket.on('error', () => undefined); // a refused socket; `open` says so
    this.closed = new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve(`${code} ${String(reason)}`.trim()));
    });
  }

  static async open(url: string, { protocol, headers }: BareSocketOptions = {}): Promise<BareSocket> {
    const chosen = protocol === undefined ? 'graphql-transport-ws' : (protocol ?? []);
    const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, chosen, { headers });
    const bare = new BareSocket(socket);
    await once(socket, 'open');
    return bare;
  }

  /** One that has been let in. */
  static async letIn(url: string, authorization: string): Promise<BareSocket> {
    const bare = await BareSocket.open(url);
    bare.say({ type: 'connection_init', payload: { authorization } });
    await bare.hear('connection_ack');
    return bare;
  }

  /** Objects as JSON, everything else as it is. */
  say(message: object | string | Buffer): void {
    this.socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.say({ type: 'subscribe', id, payload: { query, variables } });
  }

  /** The next message of any of the types; those before it are passed over. Throws where the socket closes first. */
  async hear(...types: readonly string[]): Promise<Message> {
    for (;;) {
      for (let next = this.#heard.shift(); next; next = this.#heard.shift()) if (types.includes(next.type)) return next;
      const closed = await Promise.race([this.closed, once(this.socket, 'heard')]);
      if (typeof closed === 'string') throw new Error(`the socket was closed with ${closed}`);
    }
  }

  async leave(): Promise<void> {
    this.socket.terminate();
    await this.closed;
  }
}
