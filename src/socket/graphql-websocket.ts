import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type Server as SocketServer, WebSocketServer } from 'ws';
import { FirstWords } from './first-words.ts';
import { FlushQueue } from './frame-writer.ts';
import { HeldWebSocket, OpenSocket, type SocketSettings } from './open-socket.ts';
import { type Opened, type ProtocolOptions, socketProtocol } from './socket-protocol.ts';

/** A socket that has not answered the last ping when the next is due has gone. */
const PING_INTERVAL_MS = 12_000; // 12 seconds

/** RFC 6455, 7.4.1: an endpoint is going away. */
const GOING_AWAY = 1001;

/** A client that does not answer a close has gone; what waits for it is let go. */
const CLOSE_TIMEOUT_MS = 3_000; // 3 seconds

/** GraphQL over WebSocket at /graphql: graphql-ws keeps the protocol and the lifecycle, ws the sockets. */
export class GraphqlWebSocket {
  readonly #settings: SocketSettings;
  readonly #sockets: SocketServer<typeof HeldWebSocket>;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, Opened>>;
  readonly #pinging: NodeJS.Timeout;

  constructor(options: ProtocolOptions) {
    this.#settings = {
      ...options,
      sessions: options.services.sessions,
      firstWords: new FirstWords(options.limits.socketInitSeconds * 1000, steadyClock),
      flushes: new FlushQueue(),
      clock: steadyClock,
      open: new Set(),
    };
    this.#protocol = makeServer(socketProtocol(options));
    // ws closes without a word beyond its own limit, so it is given a larger one, and ours is told in words.
    const maxPayload = 4 * options.limits.messageBytes;
    const ofSockets = {
      noServer: true,
      clientTracking: false, // it would add a listener to each; see `open` of the settings
      autoPong: false, // it would keep a function for each; see `OpenSocket`
      WebSocket: HeldWebSocket,
      maxPayload,
      closeTimeout: CLOSE_TIMEOUT_MS,
      handleProtocols,
    };
    this.#sockets = new WebSocketServer<typeof HeldWebSocket>(ofSockets);
    this.#pinging = setInterval(() => this.#ping(), PING_INTERVAL_MS);
  }

  /** Opens the WebSocket that a request asks for. */
  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, connection, head, (socket) => this.#open(socket, connection));
  }

  /** Closes every socket with "going away", and takes no new ones. */
  async close(): Promise<void> {
    const { firstWords, open } = this.#settings;
    clearInterval(this.#pinging);
    firstWords.stop();
    const gone = [...open].map((socket) => socket.gone());
    for (const socket of open) socket.close(GOING_AWAY, 'the server is going away');
    this.#sockets.close();
    await Promise.all(gone);
  }

  #open(socket: HeldWebSocket, connection: Duplex): void {
    const opened = new OpenSocket(socket, connection, this.#settings);
    opened.listen(this.#protocol.opened(opened, opened));
  }

  #ping(): void {
    for (const socket of this.#settings.open) socket.ping();
  }
}

/** Milliseconds that only rise. */
function steadyClock(): number {
  return performance.now();
}
