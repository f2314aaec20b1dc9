import type { Duplex } from 'node:stream';
import { CloseCode, type WebSocket as ProtocolSocket } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, WebSocket } from 'ws';
import type { Session, Sessions } from '../access/sessions.ts';
import type { Viewer } from '../access/viewer.ts';
import type { FirstWords, Silent } from './first-words.ts';
import { FrameWriter, type FrameWriterSettings } from './frame-writer.ts';
import { readMessage } from './read-message.ts';
import type { SocketLimits } from './socket-limits.ts';
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
  readonly sessions: Sessions;
  readonly firstWords: FirstWords;
  readonly limits: SocketLimits;
  readonly log: Logger;
  /** Those that are open. */
  readonly open: Set<OpenSocket>;
}

/**
 * A socket of ws that tells its holder what happens, and nobody else whom it would have to keep a list of: four listeners
 * took 0.2 KiB of each.
 */
export class HeldWebSocket extends WebSocket {
  holder: OpenSocket | null = null;

  override emit(event: string | symbol, ...told: unknown[]): boolean {
    this.holder?.hear(event, told);
    return event === 'error' || super.emit(event, ...told); // without a listener an error would be thrown
  }
}

/**
 * One open socket, as graphql-ws and whatever hangs on it see it. Thousands of them wait most of the time, so it is one
 * object, and they share methods: closures and objects of their own in their place took 2 KiB of each.
 */
export class OpenSocket extends FrameWriter implements ProtocolSocket, Opened, Session, Silent {
  viewer: Viewer | null = null;
  /** Since the last ping. */
  #hasAnswered = true;
  readonly #settings: SocketSettings;
  #take: TakeMessage | null = null;
  #closed: Closed | null = null;

  constructor(socket: HeldWebSocket, connection: Duplex, settings: SocketSettings) {
    super(socket, connection, settings);
    this.#settings = settings;
    socket.holder = this;
  }

  /** From now on. `closed` is told when it has closed, to end what was begun on it. */
  listen(closed: Closed): void {
    this.#closed = closed;
    this.#settings.open.add(this);
    this.#settings.firstWords.await(this);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  close(code?: number, reason?: string): void {
    this.flush(); // what was said before
    this.socket.close(code, fitting(reason));
  }

  onMessage(take: (text: string) => Promise<void>): void {
    this.#take = take as TakeMessage;
  }

  #receive(message: Message): void {
    const { limits } = this.#settings;
    if (!this.isOpen()) return; // being closed for a reason, it takes up to 30 seconds to go
    if (message.byteLength > limits.messageBytes) {
      return this.socket.close(TOO_BIG, `Message larger than LIMIT_MESSAGE_BYTES, ${limits.messageBytes}`);
    }
    // A subscription's promise is kept as long as it lasts. An arrow function would be kept with a scope of its own.
    this.#take?.(readMessage(message.toString())).catch(this.fail.bind(this));
    // Who does not read is not listened to until it has read on: what it asks for would pile up here.
    const room = this.room();
    if (room === null || this.socket.isPaused) return;
    this.socket.pause();
    void room.then(() => this.socket.resume());
  }

  /** `connection_init` has come. */
  hasBegun(): void {
    this.#settings.firstWords.forget(this);
  }

  /** Ours to say: graphql-ws would keep a timer for each socket. */
  tooLate(): void {
    this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
  }

  /** The credential has ended. */
  end(): void {
    this.close(CloseCode.Forbidden, 'The credential has ended');
  }

  protected override fellBehind(limit: string): void {
    if (!this.isOpen()) return;
    this.#settings.log.info({ limit }, 'a socket was read too slowly and is closed');
    this.socket.close(FELL_BEHIND, `Read too slowly: ${limit}. Resume by afterSequence`);
  }

  /** Asks whether somebody is there; ends it where nobody has answered since the last time. */
  ping(): void {
    if (!this.#hasAnswered) return this.socket.terminate();
    this.#hasAnswered = false;
    this.socket.ping();
  }

  /** Resolves when it has closed. */
  gone(): Promise<void> {
    return new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  /** What ws tells of the socket, as it would tell listeners. */
  hear(event: string | symbol, told: readonly unknown[]): void {
    if (event === 'message')
      this.#receive(told[0] as Message); // as ws declares its listeners; so are those below
    else if (event === 'ping') this.#answer(told[0] as Buffer);
    else if (event === 'pong') this.#hasAnswered = true;
    else if (event === 'error') this.#settings.log.debug({ err: told[0] }, 'a socket failed');
    else if (event === 'close') this.#hasClosed(told[0] as number, String(told[1]));
  }

  /** Who does not read is not answered: the answers would pile up here. */
  #answer(ping: Buffer): void {
    if (this.isOpen() && this.hasRoom()) this.socket.pong(ping);
  }

  #hasClosed(code: number, reason: string): void {
    const { open, firstWords, sessions, log } = this.#settings;
    open.delete(this);
    firstWords.forget(this);
    sessions.finish(this);
    this.#closed?.(code, reason).catch((error: unknown) => log.error({ err: error }, 'closing a socket failed'));
  }

  /** A message could not be handled. */
  fail(error: unknown): void {
    if (!this.isOpen()) return; // its answers have nowhere to go
    if (error instanceof Error && error.message.startsWith('Unexpected message of type')) {
      return this.socket.close(CloseCode.BadRequest, 'Only a server sends messages of this type');
    }
    this.#settings.log.error({ err: error }, 'a message on a socket could not be handled');
    this.socket.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

/** Reasons that repeat what a client has sent may be of any length. */
function fitting(reason = ''): string {
  if (Buffer.byteLength(reason) <= REASON_BYTES_MAX) return reason;
  const cut = Buffer.from(reason).subarray(0, REASON_BYTES_MAX - 3); // the character that is cut in two takes 3
  return cut.toString();
}
