import type { Duplex } from 'node:stream';
import { CloseCode, type Context, type WebSocket as ProtocolSocket } from 'graphql-ws';
import type { Logger } from 'pino';
import { type RawData, WebSocket } from 'ws';
import type { Session, Sessions } from '../access/sessions.ts';
import type { Viewer } from '../access/viewer.ts';
import { type ClientMessage, parseClientMessage } from './client-message.ts';
import { FrameWriter, type FrameWriterSettings } from './frame-writer.ts';
import type { InitTimeouts, PendingSocket } from './init-timeouts.ts';
import { Operations } from './operations.ts';
import type { ProcessOperations } from './process-operations.ts';
import type { SocketLimits } from './socket-limits.ts';
import type { ClientSocket } from './socket-protocol.ts';
import type { SocketRates } from './socket-rates.ts';

/** RFC 6455, 5.5: what a close frame has room for. */
const REASON_BYTES_MAX = 123;

/** RFC 6455, 7.4.1: a message is too big. */
const TOO_BIG = 1009;

/** Ours, after HTTP's 413: more is waiting for this client than it reads. It may come back, and resume. */
const FELL_BEHIND = 4413;

/** A client needs one message before it is authenticated. */
const MESSAGES_BEFORE_INIT_MAX = 16;

/** graphql-ws declares that it takes text; its parser takes a message that has been parsed as well. */
type HandleMessage = (message: unknown) => Promise<void>;

type OnClosed = (code: number, reason: string) => Promise<void>;

/** In one piece, as ws gives it unless it is told otherwise. */
type WholeMessage = Exclude<RawData, Buffer[] | ArrayBuffer>;

/** The same for every socket of a server. */
export interface SocketSettings extends FrameWriterSettings {
  readonly sessions: Sessions;
  readonly initTimeouts: InitTimeouts;
  readonly rates: SocketRates;
  readonly limits: SocketLimits;
  readonly log: Logger;
  readonly openSockets: Set<OpenSocket>;
  /** The `connection_init` that is being handled. The context of graphql-ws would keep a place for its payload. */
  readonly init: { payload: Readonly<Record<string, unknown>> | null };
  readonly processOperations: ProcessOperations;
}

/** None is negotiated, and nobody adds one. */
const NO_EXTENSIONS = Object.freeze({});

/**
 * A socket of ws that passes its events to its owner, instead of a list of listeners: four took 0.2 KiB of each, the empty
 * list and the empty extensions took that again.
 */
export class OwnedWebSocket extends WebSocket {
  owner: OpenSocket | null = null;

  /** As EventEmitter has it before the first listener comes. */
  protected readonly _events: object | undefined = undefined;
  protected readonly _extensions: object = NO_EXTENSIONS;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    this.owner?.onEvent(event, args);
    return event === 'error' || super.emit(event, ...args); // without a listener an error would be thrown
  }
}

/**
 * One open socket. Thousands of them are idle most of the time, so it is one object, and all share methods: closures and
 * objects of their own in their place took 2 KiB of each.
 */
export class OpenSocket
  extends FrameWriter<SocketSettings>
  implements ProtocolSocket, ClientSocket, Session, PendingSocket
{
  viewer: Viewer | null = null;
  context: Context | null = null;
  readonly operations = new Operations();
  #messagesBeforeInit = 0;
  /** By the monotonic clock: as long as the credential has sent more than it may. */
  #pausedUntilMs = 0;
  /** Whether a pong has come since the last ping. */
  #isAlive = true;
  #handleMessage: HandleMessage | null = null;
  #onClosed: OnClosed | null = null;

  constructor(socket: OwnedWebSocket, connection: Duplex, settings: SocketSettings) {
    super(socket, connection, settings);
    socket.owner = this;
  }

  /** Begins to take messages. `onClosed` ends what was started on the socket. */
  listen(onClosed: OnClosed): void {
    this.#onClosed = onClosed;
    this.settings.openSockets.add(this);
    this.settings.initTimeouts.start(this);
  }

  get protocol(): string {
    return this.socket.protocol;
  }

  get initPayload(): Readonly<Record<string, unknown>> | null {
    return this.settings.init.payload;
  }

  get processOperations(): ProcessOperations {
    return this.settings.processOperations;
  }

  close(code?: number, reason?: string): void {
    this.flush(); // what was sent before
    this.socket.close(code, truncatedReason(reason));
  }

  onMessage(handle: (text: string) => Promise<void>): void {
    this.#handleMessage = handle as HandleMessage;
  }

  /** Called by ws for each of its events, as its listeners would be. */
  onEvent(event: string | symbol, args: readonly unknown[]): void {
    if (event === 'message')
      this.#receive(args[0] as WholeMessage); // as ws declares its listeners; so are those below
    else if (event === 'ping') this.#receivePing(args[0] as Buffer);
    else if (event === 'pong') this.#receivePong(args[0] as Buffer);
    else if (event === 'error') this.settings.log.debug({ err: args[0] }, 'a socket failed');
    else if (event === 'close') this.#hasClosed(args[0] as number, String(args[1]));
  }

  #receive(message: WholeMessage): void {
    const { limits } = this.settings;
    if (!this.isOpen()) return; // closing takes up to 3 seconds
    if (message.byteLength > limits.messageBytes) {
      return this.socket.close(TOO_BIG, `Message larger than LIMIT_MESSAGE_BYTES, ${limits.messageBytes}`);
    }
    this.#count(message.byteLength);
    const parsed = parseClientMessage(message.toString(), limits);
    if (typeof parsed === 'string') return this.#pass(parsed);
    if ('refusal' in parsed) return this.close(CloseCode.BadRequest, parsed.refusal);
    if (!this.operations.mustWait(parsed, message.byteLength, limits)) this.#handle(parsed, message.byteLength);
    this.#pauseWhileBusy();
  }

  /** A message whose turn has come. */
  #handle(message: ClientMessage, bytes: number): void {
    const { type, id } = message;
    if (type === 'subscribe' && typeof id === 'string') {
      this.operations.started(bytes, this.processOperations);
      // Kept as long as the operation lasts, hence one function, and no arrow function, which has a scope of its own.
      const ended = this.#ended.bind(this, id, bytes);
      this.#handleMessage?.(message).then(ended, ended);
      return;
    }
    if (type === 'connection_init' && isRecord(message.payload)) {
      this.settings.init.payload = message.payload; // which `authenticate` takes within this call
      this.#pass({ type });
      this.settings.init.payload = null;
      return;
    }
    if (type === 'complete' && typeof id === 'string' && this.context && id in this.context.subscriptions) {
      this.operations.completed(id);
    }
    this.#pass(message);
  }

  #pass(message: unknown): void {
    this.#handleMessage?.(message).catch(this.fail.bind(this));
  }

  /** graphql-ws is done with an operation: its id is free, and so is its place. Without an error the last is undefined. */
  #ended(id: string, bytes: number, error: unknown): void {
    if (error !== undefined) return this.fail(error);
    const { limits } = this.settings;
    this.operations.ended(id, bytes, this.processOperations);
    if (!this.operations.isWaiting) return;
    for (;;) {
      const next = this.operations.nextReady(limits);
      if (next === null || !this.isOpen()) return;
      this.#handle(next.message, next.bytes);
      if (!this.operations.isWaiting) return this.#resume();
    }
  }

  /** Counts a message, or a ping of the WebSocket. */
  #count(bytes: number): void {
    const { rates, monotonicMs } = this.settings;
    if (this.viewer !== null) {
      const delayMs = rates.delayMs(this.viewer, bytes);
      if (delayMs > 0) this.#pausedUntilMs = Math.ceil(monotonicMs() + delayMs);
      return;
    }
    this.#messagesBeforeInit += 1;
    if (this.#messagesBeforeInit > MESSAGES_BEFORE_INIT_MAX) {
      this.close(CloseCode.Unauthorized, 'Send connection_init before anything else');
    }
  }

  /**
   * A client that does not read, sends too much, or starts an operation while the one before it ends, is not read from
   * meanwhile: what it sends would accumulate here.
   */
  #pauseWhileBusy(): void {
    if (this.socket.isPaused || !this.isOpen()) return;
    if (this.#pausedUntilMs === 0 && !this.operations.isWaiting && this.hasRoom()) return;
    this.socket.pause();
    this.#resume();
  }

  /** Reads on as soon as nothing stands against it. */
  #resume(): void {
    if (this.operations.isWaiting) return; // `#ended` sees to it
    const delayMs = this.#pausedUntilMs - this.settings.monotonicMs();
    if (this.#pausedUntilMs > 0 && delayMs > 0) return void setTimeout(() => this.#resume(), delayMs);
    this.#pausedUntilMs = 0;
    const room = this.room();
    if (room === null) this.socket.resume();
    else void room.then(() => this.#resume());
  }

  /** `connection_init` has come. */
  initReceived(): void {
    this.settings.initTimeouts.cancel(this);
  }

  /** graphql-ws would keep a timer for each socket. */
  initTimedOut(): void {
    this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
  }

  /** The credential has ended. */
  end(): void {
    this.close(CloseCode.Forbidden, 'The credential has ended');
  }

  protected override fellBehind(limit: string): void {
    if (!this.isOpen()) return;
    this.settings.log.info({ limit }, 'a socket was read too slowly and is closed');
    this.socket.close(FELL_BEHIND, `Read too slowly: ${limit}. Resume by afterSequence`);
  }

  /** Pings the client, and terminates the socket where the last ping was not answered. */
  ping(): void {
    if (!this.#isAlive) return this.socket.terminate();
    this.#isAlive = false;
    this.socket.ping();
  }

  /** Resolves when it has closed. */
  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  #receivePing(payload: Buffer): void {
    if (!this.isOpen()) return;
    if (this.hasRoom()) this.socket.pong(payload); // or the answers would accumulate here
    this.#count(payload.byteLength);
    this.#pauseWhileBusy();
  }

  #receivePong(payload: Buffer): void {
    this.#isAlive = true;
    if (!this.isOpen()) return;
    this.#count(payload.byteLength);
    this.#pauseWhileBusy();
  }

  #hasClosed(code: number, reason: string): void {
    const { openSockets, initTimeouts, sessions, log } = this.settings;
    openSockets.delete(this);
    initTimeouts.cancel(this);
    sessions.finish(this);
    this.#onClosed?.(code, reason).catch((error: unknown) => log.error({ err: error }, 'closing a socket failed'));
  }

  /** graphql-ws could not handle a message. */
  fail(error: unknown): void {
    if (!this.isOpen()) return; // nobody to tell
    if (error instanceof Error && error.message.startsWith('Unexpected message of type')) {
      return this.socket.close(CloseCode.BadRequest, 'Only a server sends messages of this type');
    }
    this.settings.log.error({ err: error }, 'a message on a socket could not be handled');
    this.socket.close(CloseCode.InternalServerError, 'Internal server error');
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A close reason may quote what the client sent, of any length; RFC 6455 allows 123 bytes. */
function truncatedReason(reason = ''): string {
  if (Buffer.byteLength(reason) <= REASON_BYTES_MAX) return reason;
  const cut = Buffer.from(reason).subarray(0, REASON_BYTES_MAX - 3); // the character that is cut in two takes 3
  return cut.toString();
}
