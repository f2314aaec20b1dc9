import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as ProtocolSocket } from 'graphql-ws';
import type { Logger } from 'pino';
import type { RawData, WebSocket } from 'ws';
import type { Viewer } from '../access/viewer.ts';
import type { Admission } from '../graphql/limits/admission.ts';
import { FrameWriter, type FrameWriterSettings } from './frame-writer.ts';
import { readMessage } from './read-message.ts';
import type { ServerLimits } from './server-limits.ts';
import type { Opened } from './socket-protocol.ts';

/** RFC 6455, 5.5: what a close frame has room for. */
const REASON_BYTES_MAX = 123;

/** RFC 6455, 7.4.1: a message is too big. */
const TOO_BIG = 1009;

/** Ours, told like HTTP's 413: more is waiting for this client than it reads. It may come back, and resume. */
const FELL_BEHIND = 4413;

/** What graphql-ws says takes a text takes, as its parser says, a message that has been read as well. */
type TakeMessage = (message: unknown) => Promise<void>;

type Closed = (code: number, reason: string) => Promise<void>;

/** In one piece, as ws gives it unless it is told otherwise. */
type Message = Exclude<RawData, Buffer[] | ArrayBuffer>;

/** The same for every socket of a server. */
export interface SocketSettings extends FrameWriterSettings {
  readonly admission: Admission;
  readonly limits: ServerLimits;
  readonly log: Logger;
}

/**
 * One open socket, as graphql-ws and whatever hangs on it see it. Thousands of them wait most of the time, so they share
 * methods: closures in their place took a KiB of each.
 */
export class OpenSocket implements ProtocolSocket, Opened {
  viewer: Viewer | null = null;
  endSession: (() => void) | null = null;
  /** Since the last ping. */
  hasAnswered = true;
  readonly frames: FrameWriter;
  readonly #socket: WebSocket;
  readonly #settings: SocketSettings;
  #take: TakeMessage | null = null;
  #closed: Closed | null = null;

  constructor(socket: WebSocket, connection: Duplex, settings: SocketSettings) {
    this.#socket = socket;
    this.#settings = settings;
    this.frames = new FrameWriter(socket, connection, settings, this);
  }

  static of(socket: WebSocket): OpenSocket | undefined {
    return openSockets.get(socket);
  }

  /** From now on. `closed` is told when it has closed, to end what was begun on it. */
  listen(closed: Closed): void {
    this.#closed = closed;
    openSockets.set(this.#socket, this);
    this.#socket.on('message', onMessage).on('pong', onPong).on('error', onError).on('close', onClose);
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }

  send(frame: string): void {
    this.frames.write(frame);
  }

  close(code?: number, reason?: string): void {
    this.frames.flush(); // what was said before
    this.#socket.close(code, fitting(reason));
  }

  onMessage(take: (text: string) => Promise<void>): void {
    this.#take = take as TakeMessage;
  }

  receive(message: Message): void {
    const { admission, limits } = this.#settings;
    if (!this.isOpen()) return; // being closed for a reason, it takes up to 30 seconds to go
    if (message.byteLength > limits.messageBytes) {
      return this.#socket.close(TOO_BIG, `Message larger than LIMIT_MESSAGE_BYTES, ${limits.messageBytes}`);
    }
    this.#take?.(readMessage(message.toString(), admission)).catch((error: unknown) => this.#fail(error));
    // Who does not read is not listened to until it has read on: what it asks for would pile up here.
    const room = this.frames.room();
    if (room === null || this.#socket.isPaused) return;
    this.#socket.pause();
    void room.then(() => this.#socket.resume());
  }

  /** It is read too slowly: beyond the limit of this variable. */
  fellBehind(limit: string): void {
    if (!this.isOpen()) return;
    this.#settings.log.info({ limit }, 'a socket was read too slowly and is closed');
    this.#socket.close(FELL_BEHIND, `Read too slowly: ${limit}. Resume by afterSequence`);
  }

  /** Asks whether somebody is there; ends it where nobody has answered since the last time. */
  ping(): void {
    if (!this.hasAnswered) return this.#socket.terminate();
    this.hasAnswered = false;
    this.#socket.ping();
  }

  hasFailed(error: Error): void {
    this.#settings.log.debug({ err: error }, 'a socket failed');
  }

  hasClosed(code: number, reason: string): void {
    this.endSession?.();
    this.#closed?.(code, reason).catch((error: unknown) =>
      this.#settings.log.error({ err: error }, 'closing a socket failed'),
    );
  }

  #fail(error: unknown): void {
    if (!this.isOpen()) return; // its answers have nowhere to go
    if (error instanceof Error && error.message.startsWith('Unexpected message of type')) {
      return this.#socket.close(CloseCode.BadRequest, 'Only a server sends messages of this type');
    }
    this.#settings.log.error({ err: error }, 'a message on a socket could not be handled');
    this.#socket.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

const openSockets = new WeakMap<WebSocket, OpenSocket>();

function onMessage(this: WebSocket, message: Message): void {
  openSockets.get(this)?.receive(message);
}

function onPong(this: WebSocket): void {
  const opened = openSockets.get(this);
  if (opened) opened.hasAnswered = true;
}

function onError(this: WebSocket, error: Error): void {
  openSockets.get(this)?.hasFailed(error);
}

function onClose(this: WebSocket, code: number, reason: Buffer): void {
  openSockets.get(this)?.hasClosed(code, String(reason));
}

/** Reasons that repeat what a client has sent may be of any length. */
function fitting(reason = ''): string {
  if (Buffer.byteLength(reason) <= REASON_BYTES_MAX) return reason;
  const cut = Buffer.from(reason).subarray(0, REASON_BYTES_MAX - 3); // the character that is cut in two takes 3
  return cut.toString();
}
