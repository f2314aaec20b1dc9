import type { Server } from 'node:http';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Viewer } from '../access/viewer.ts';
import { type Context, createContext } from '../graphql/context.ts';
import { maskError } from '../graphql/errors.ts';
import { executeMasked, subscribeMasked } from '../graphql/execution.ts';
import type { Services } from '../graphql/services.ts';

/** A message of a client may be so large. */
const MESSAGE_MAX_BYTES = 256 * 1024;

/** A socket that has not answered the last ping when the next is due has gone. */
const PING_INTERVAL_MS = 12_000; // 12 seconds

/** RFC 6455, 7.4.1: an endpoint is going away. */
const GOING_AWAY = 1001;

export interface GraphqlWebSocketOptions {
  readonly schema: GraphQLSchema;
  readonly services: Services;
  readonly log: Logger;
}

/** What a socket knows of who opened it. */
interface Opened {
  viewer: Viewer | null;
}

/** GraphQL over WebSocket at /graphql: graphql-ws keeps the protocol and the lifecycle, ws the sockets. */
export class GraphqlWebSocket {
  readonly #log: Logger;
  readonly #sockets: WebSocketServer;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, Opened>>;
  readonly #answered = new WeakSet<WebSocket>();
  readonly #pinging: NodeJS.Timeout;

  constructor(http: Server, { schema, services, log }: GraphqlWebSocketOptions) {
    this.#log = log;
    this.#protocol = makeServer(protocolOptions(schema, services, log));
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_MAX_BYTES, handleProtocols });
    http.on('upgrade', (request, socket, head) => {
      const { pathname } = new URL(request.url ?? '/', 'http://localhost');
      if (pathname === '/graphql') this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened));
      else socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
    });
    this.#pinging = setInterval(() => this.#ping(), PING_INTERVAL_MS);
  }

  /** Closes every socket with "going away", and takes no new ones. */
  async close(): Promise<void> {
    clearInterval(this.#pinging);
    const gone = [...this.#sockets.clients].map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const socket of this.#sockets.clients) socket.close(GOING_AWAY, 'the server is going away');
    this.#sockets.close();
    await Promise.all(gone);
  }

  #open(socket: WebSocket): void {
    this.#answered.add(socket);
    socket.on('pong', () => this.#answered.add(socket));
    socket.on('error', (error) => this.#log.debug({ err: error }, 'a socket failed'));
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (frame) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(frame, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (take) => {
          socket.on('message', (message: Buffer) => {
            take(message.toString()).catch((error: unknown) => this.#fail(socket, error));
          });
        },
      },
      { viewer: null },
    );
    socket.once('close', (code, reason) => {
      closed(code, String(reason)).catch((error: unknown) =>
        this.#log.error({ err: error }, 'closing a socket failed'),
      );
    });
  }

  #fail(socket: WebSocket, error: unknown): void {
    if (socket.readyState !== socket.OPEN) return; // its answers have nowhere to go
    this.#log.error({ err: error }, 'a message on a socket could not be handled');
    socket.close(CloseCode.InternalServerError, 'Internal server error');
  }

  #ping(): void {
    for (const socket of this.#sockets.clients) {
      if (!this.#answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}

function protocolOptions(
  schema: GraphQLSchema,
  services: Services,
  log: Logger,
): ServerOptions<Record<string, unknown>, Opened> {
  return {
    schema,
    // Refused with 4403: a socket is opened for one credential, and there is nothing to do on it without.
    async onConnect({ connectionParams, extra }) {
      const authorization = connectionParams?.['authorization'];
      extra.viewer = typeof authorization === 'string' ? await services.authenticator.viewerOf(authorization) : null;
      return extra.viewer !== null;
    },
    context: ({ extra }): Context => createContext(services, extra.viewer),
    execute: (args) => executeMasked(args, log),
    subscribe: (args) => subscribeMasked(args as typeof args & { contextValue: Context }, log), // from `context` above
    onError: (_socket, _id, _payload, errors) => errors.map((error) => maskError(error, log).toJSON()),
  };
}
