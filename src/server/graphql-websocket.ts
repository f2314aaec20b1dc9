import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { HttpRefusal } from './http-refusal.ts';
import { answerRaw } from './raw-answer.ts';
import type { ServerLimits } from './server-limits.ts';
import { type Opened, type ProtocolOptions, socketProtocol } from './socket-protocol.ts';

/** A socket that has not answered the last ping when the next is due has gone. */
const PING_INTERVAL_MS = 12_000; // 12 seconds

/** Who leaves so much unread is not listened to until it has read on: what it asks for would pile up here. */
const UNSENT_BYTES_MAX = 1_000_000; // 1 MB

/** RFC 6455, 5.5: what a close frame has room for. */
const REASON_BYTES_MAX = 123;

/** RFC 6455, 7.4.1: an endpoint is going away; a message is too big. */
const GOING_AWAY = 1001;
const TOO_BIG = 1009;

export interface GraphqlWebSocketOptions extends ProtocolOptions {
  /** Throws HttpRefusal where a socket may not be opened: by its origin, or because its address asks too often. */
  readonly checkUpgrade: (request: IncomingMessage) => void;
}

/** GraphQL over WebSocket at /graphql: graphql-ws keeps the protocol and the lifecycle, ws the sockets. */
export class GraphqlWebSocket {
  readonly #log: Logger;
  readonly #limits: ServerLimits;
  readonly #sockets: WebSocketServer;
  readonly #protocol: ReturnType<typeof makeServer<Record<string, unknown>, Opened>>;
  readonly #answered = new WeakSet<WebSocket>();
  readonly #pinging: NodeJS.Timeout;

  constructor(http: Server, options: GraphqlWebSocketOptions) {
    this.#log = options.log;
    this.#limits = options.limits;
    this.#protocol = makeServer(socketProtocol(options));
    // ws closes without a word beyond its own limit, so it is given a larger one, and ours is told in words.
    const maxPayload = 4 * options.limits.messageBytes;
    this.#sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols });
    http.on('upgrade', (request, socket, head) => {
      try {
        options.checkUpgrade(request);
      } catch (error) {
        return refuseUpgrade(socket, error, this.#log);
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened));
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
    const opened: Opened = {
      viewer: null,
      endSession: null,
      isOpen: () => socket.readyState === socket.OPEN,
      close: (code, reason) => socket.close(code, fitting(reason)),
    };
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (frame) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== socket.OPEN) return resolve();
            socket.send(frame, (error) => {
              if (socket.isPaused && socket.bufferedAmount <= UNSENT_BYTES_MAX) socket.resume();
              if (error) reject(error);
              else resolve();
            });
          }),
        close: (code, reason) => socket.close(code, fitting(reason)),
        onMessage: (take) => this.#onMessage(socket, take),
      },
      opened,
    );
    socket.once('close', (code, reason) => {
      opened.endSession?.();
      closed(code, String(reason)).catch((error: unknown) =>
        this.#log.error({ err: error }, 'closing a socket failed'),
      );
    });
  }

  #onMessage(socket: WebSocket, take: (text: string) => Promise<void>): void {
    const { messageBytes } = this.#limits;
    socket.on('message', (message: Exclude<RawData, Buffer[] | ArrayBuffer>) => {
      if (socket.readyState !== socket.OPEN) return; // being closed for a reason, it takes up to 30 seconds to go
      if (message.byteLength > messageBytes) {
        return socket.close(TOO_BIG, `Message larger than LIMIT_MESSAGE_BYTES, ${messageBytes}`);
      }
      take(message.toString()).catch((error: unknown) => this.#fail(socket, error));
      if (socket.bufferedAmount > UNSENT_BYTES_MAX) socket.pause();
    });
  }

  #fail(socket: WebSocket, error: unknown): void {
    if (socket.readyState !== socket.OPEN) return; // its answers have nowhere to go
    if (error instanceof Error && error.message.startsWith('Unexpected message of type')) {
      return socket.close(CloseCode.BadRequest, 'Only a server sends messages of this type');
    }
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

/** Reasons that repeat what a client has sent may be of any length. */
function fitting(reason = ''): string {
  if (Buffer.byteLength(reason) <= REASON_BYTES_MAX) return reason;
  const cut = Buffer.from(reason).subarray(0, REASON_BYTES_MAX - 3); // the character that is cut in two takes 3
  return cut.toString();
}

function refuseUpgrade(socket: Duplex, error: unknown, log: Logger): void {
  if (error instanceof HttpRefusal) return answerRaw(socket, error);
  log.error({ err: error }, 'a socket could not be opened');
  answerRaw(socket, new HttpRefusal(500, 'INTERNAL_SERVER_ERROR', 'This failed on our side. It has been logged.'));
}
