import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { FlushQueue, FrameWriter } from './frame-writer.ts';
import { HttpRefusal } from './http-refusal.ts';
import { answerRaw } from './raw-answer.ts';
import type { ServerLimits } from './server-limits.ts';
import { type Opened, type ProtocolOptions, socketProtocol } from './socket-protocol.ts';

/** A socket that has not answered the last ping when the next is due has gone. */
const PING_INTERVAL_MS = 12_000; // 12 seconds

/** RFC 6455, 5.5: what a close frame has room for. */
const REASON_BYTES_MAX = 123;

/** RFC 6455, 7.4.1: an endpoint is going away; a message is too big. */
const GOING_AWAY = 1001;
const TOO_BIG = 1009;

/** Ours, told like HTTP's 413: more is waiting for this client than it reads. It may come back, and resume. */
const FELL_BEHIND = 4413;

/** A client that does not answer a close has gone; what waits for it is let go. */
const CLOSE_TIMEOUT_MS = 3_000; // 3 seconds

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
  readonly #flushes = new FlushQueue();
  readonly #pinging: NodeJS.Timeout;

  constructor(http: Server, options: GraphqlWebSocketOptions) {
    this.#log = options.log;
    this.#limits = options.limits;
    this.#protocol = makeServer(socketProtocol(options));
    // ws closes without a word beyond its own limit, so it is given a larger one, and ours is told in words.
    const maxPayload = 4 * options.limits.messageBytes;
    const ofSockets = { noServer: true, maxPayload, closeTimeout: CLOSE_TIMEOUT_MS, handleProtocols };
    this.#sockets = new WebSocketServer(ofSockets);
    http.on('upgrade', (request, socket, head) => {
      try {
        options.checkUpgrade(request);
      } catch (error) {
        return refuseUpgrade(socket, error, this.#log);
      }
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#open(opened, socket));
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

  #open(socket: WebSocket, connection: Duplex): void {
    this.#answered.add(socket);
    socket.on('pong', () => this.#answered.add(socket));
    socket.on('error', (error) => this.#log.debug({ err: error }, 'a socket failed'));
    const frames = this.#framesOf(socket, connection);
    const close = (code?: number, reason?: string) => {
      frames.flush(); // what was said before
      socket.close(code, fitting(reason));
    };
    const opened: Opened = {
      viewer: null,
      endSession: null,
      isOpen: () => socket.readyState === socket.OPEN,
      frames,
      close,
    };
    const closed = this.#protocol.opened(
      {
        protocol: socket.protocol,
        send: (frame) => frames.write(frame),
        close,
        onMessage: (take) => this.#onMessage(socket, frames, take),
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

  #framesOf(socket: WebSocket, connection: Duplex): FrameWriter {
    const { socketBufferBytes, socketStallSeconds } = this.#limits;
    return new FrameWriter(socket, connection, this.#flushes, {
      bufferBytes: socketBufferBytes,
      stallMs: socketStallSeconds * 1000,
      clock: Date.now,
      fellBehind: (limit) => {
        if (socket.readyState !== socket.OPEN) return;
        this.#log.info({ limit }, 'a socket was read too slowly and is closed');
        socket.close(FELL_BEHIND, `Read too slowly: ${limit}. Resume by afterSequence`);
      },
    });
  }

  #onMessage(socket: WebSocket, frames: FrameWriter, take: (text: string) => Promise<void>): void {
    const { messageBytes } = this.#limits;
    socket.on('message', (message: Exclude<RawData, Buffer[] | ArrayBuffer>) => {
      if (socket.readyState !== socket.OPEN) return; // being closed for a reason, it takes up to 30 seconds to go
      if (message.byteLength > messageBytes) {
        return socket.close(TOO_BIG, `Message larger than LIMIT_MESSAGE_BYTES, ${messageBytes}`);
      }
      take(message.toString()).catch((error: unknown) => this.#fail(socket, error));
      // Who does not read is not listened to until it has read on: what it asks for would pile up here.
      const room = frames.room();
      if (room === null || socket.isPaused) return;
      socket.pause();
      void room.then(() => socket.resume());
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
