import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { handleProtocols, makeServer } from 'graphql-ws';
import { type Server as SocketServer, WebSocketServer } from 'ws';
import { FlushQueue } from './frame-writer.ts';
import { InitTimeouts } from './init-timeouts.ts';
import { OwnedWebSocket, OpenSocket, type SocketSettings } from './open-socket.ts';
import { ProcessOperations } from './process-operations.ts';
import { type ClientSocket, type ProtocolOptions, socketProtocol } from './socket-protocol.ts';

/** A socket that has not answered a ping by the next one is terminated. */
const PING_INTERVAL_MS = 12_000; // 12 seconds

/** RFC 6455, 7.4.1: an endpoint is going away. */
const GOING_AWAY = 1001;

/** How long a client may take to answer a close before its connection is destroyed. */
const CLOSE_TIMEOUT_MS = 3_000; // 3 seconds

/** The most fragments of a message. ws allows 16,384, each of which takes 0.1 KiB even for a single byte. */
const FRAGMENTS_MAX = 256;

/** GraphQL over WebSocket. graphql-ws implements the protocol and the lifecycle of operations, ws the sockets. */
export class GraphqlWebSocket {
  readonly #settings: SocketSettings;
  readonly #sockets: SocketServer<typeof OwnedWebSocket>;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, ClientSocket>>;
  readonly #pinging: NodeJS.Timeout;

  constructor(options: ProtocolOptions) {
    this.#settings = {
      ...options,
      sessions: options.services.sessions,
      initTimeouts: new InitTimeouts(options.limits.socketInitSeconds * 1000, monotonicMs),
      flushes: new FlushQueue(),
      monotonicMs,
      openSockets: new Set(),
      processOperations: new ProcessOperations(),
      init: { payload: null },
    };
    this.#protocol = makeServer(socketProtocol(options));
    const socketOptions = {
      noServer: true,
      clientTracking: false, // would add a listener to each socket; see `openSockets`
      autoPong: false, // would keep a function for each socket; see `OpenSocket`
      WebSocket: OwnedWebSocket,
      maxPayload: 4 * options.limits.messageBytes, // ws closes without a reason; below this limit `OpenSocket` gives one
      maxFragments: FRAGMENTS_MAX,
      closeTimeout: CLOSE_TIMEOUT_MS,
      handleProtocols,
    };
    this.#sockets = new WebSocketServer<typeof OwnedWebSocket>(socketOptions);
    this.#pinging = setInterval(() => this.#ping(), PING_INTERVAL_MS);
  }

  get openCount(): number {
    return this.#settings.openSockets.size;
  }

  /** Upgrades a request to a WebSocket. */
  accept(request: IncomingMessage, connection: Duplex, head: Buffer): void {
    this.#sockets.handleUpgrade(request, connection, head, (socket) => this.#open(socket, connection));
  }

  /** Closes every socket with 1001 and accepts no new ones. */
  async close(): Promise<void> {
    const { initTimeouts, openSockets } = this.#settings;
    clearInterval(this.#pinging);
    initTimeouts.stop();
    const closed = [...openSockets].map((socket) => socket.whenClosed());
    for (const socket of openSockets) socket.close(GOING_AWAY, 'the server is going away');
    this.#sockets.close();
    await Promise.all(closed);
  }

  #open(socket: OwnedWebSocket, connection: Duplex): void {
    const opened = new OpenSocket(socket, connection, this.#settings);
    opened.listen(this.#protocol.opened(opened, opened));
  }

  #ping(): void {
    for (const socket of this.#settings.openSockets) socket.ping();
  }
}

/** Not affected by changes of the system clock. */
function monotonicMs(): number {
  return performance.now();
}
