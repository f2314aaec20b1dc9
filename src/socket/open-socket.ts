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

/** RFC 6455, 5.5: the limit of the reason in a close frame. */
const REASON_BYTES_MAX = 123;

/** RFC 6455, 7.4.1: message too big. */
const TOO_BIG = 1009;

/** An application code, after HTTP's 413: the client reads too slowly. It may reconnect and resume. */
const FELL_BEHIND = 4413;

/** A client needs one message before it is authenticated. */
const MESSAGES_BEFORE_INIT_MAX = 16;

/** graphql-ws declares a string; its parser accepts a parsed message too. */
type HandleMessage = (message: unknown) => Promise<void>;

type OnClosed = (code: number, reason: string) => Promise<void>;

/** A message in one piece, the default of ws. */
type WholeMessage = Exclude<RawData, Buffer[] | ArrayBuffer>;

/** Shared by all sockets of a server. */
export interface SocketSettings extends FrameWriterSettings {
  readonly sessions: Sessions;
  readonly initTimeouts: InitTimeouts;
  readonly rates: SocketRates;
  readonly limits: SocketLimits;
  readonly log: Logger;
  readonly openSockets: Set<OpenSocket>;
  /** The `connection_init` that is being handled. The context of graphql-ws would retain its payload. */
  readonly init: { payload: Readonly<Record<string, unknown>> | null };
  readonly processOperations: ProcessOperations;
}

/** No extension is negotiated, so all sockets share an empty object. */
const NO_EXTENSIONS = Object.freeze({});

/**
 * A socket of ws that passes its events to its owner instead of listeners. Four listeners took 0.2 KiB per socket, the empty
 * list and the empty extensions as much again.
 */
export class OwnedWebSocket extends WebSocket {
  owner: OpenSocket | null = null;

  /** The value that EventEmitter sets before the first listener is added. */
  protected readonly _events: object | undefined = undefined;
  protected readonly _extensions: object = NO_EXTENSIONS;

  override emit(event: string | symbol, ...args: unknown[]): boolean {
    this.owner?.onEvent(event, args);
    return event === 'error' || super.emit(event, ...args); // without a listener an error would be thrown
  }
}

/**
 * One open socket. There are thousands of mostly idle sockets, so each is a single object with shared methods: closures and
 * separate objects took 2 KiB per socket.
 */
export class OpenSocket
  extends FrameWriter<SocketSettings>
  implements ProtocolSocket, ClientSocket, Session, PendingSocket
{
  viewer: Viewer | null = null;
  context: Context | null = null;
  readonly operations = new Operations();
  #messagesBeforeInit = 0;
  /** By the monotonic clock; 0 unless the credential has exceeded its rate. */
  #pausedUntilMs = 0;
  /** Whether a pong has been received since the last ping. */
  #isAlive = true;
  #handleMessage: HandleMessage | null = null;
  #onClosed: OnClosed | null = null;

  constructor(socket: OwnedWebSocket, connection: Duplex, settings: SocketSettings) {
    super(socket, connection, settings);
    socket.owner = this;
  }

  /** Starts receiving messages. Calls `onClosed` when the socket closes, to end its operations. */
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
    this.flush(); // messages that were sent before
    this.socket.close(code, truncatedReason(reason));
  }

  onMessage(handle: (text: string) => Promise<void>): void {
    this.#handleMessage = handle as HandleMessage;
  }

  /** Called for each event of ws, with the arguments of its listeners. */
  onEvent(event: string | symbol, args: readonly unknown[]): void {
    if (event === 'message')
      this.#receive(args[0] as WholeMessage); // the types of ws' listeners, here and below
    else if (event === 'ping') this.#receivePing(args[0] as Buffer);
    else if (event === 'pong') this.#receivePong(args[0] as Buffer);
    else if (event === 'error') this.settings.log.debug({ err: args[0] }, 'a socket failed');
    else if (event === 'close') this.#hasClosed(args[0] as number, String(args[1]));
  }

  #receive(message: WholeMessage): void {
    const { limits } = this.settings;
    if (!this.isOpen()) return; // messages may arrive during the closing handshake
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

  /** Processes a message that need not wait. */
  #handle(message: ClientMessage, bytes: number): void {
    const { type, id } = message;
    if (type === 'subscribe' && typeof id === 'string') {
      this.operations.started(bytes, this.processOperations);
      // Retained as long as the operation lasts, hence one bound function instead of two closures.
      const ended = this.#ended.bind(this, id, bytes);
      this.#handleMessage?.(message).then(ended, ended);
      return;
    }
    if (type === 'connection_init' && isRecord(message.payload)) {
      this.settings.init.payload = message.payload; // read by `authenticate` during this call
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

  /** Called when graphql-ws has finished an operation, which frees its id. `error` is undefined if it succeeded. */
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

  /** Counts a message or a WebSocket ping towards the credential's rate. */
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
   * Stops reading from a client that does not read, sends too much, or reuses the id of an operation that has not ended:
   * otherwise its messages would accumulate here.
   */
  #pauseWhileBusy(): void {
    if (this.socket.isPaused || !this.isOpen()) return;
    if (this.#pausedUntilMs === 0 && !this.operations.isWaiting && this.hasRoom()) return;
    this.socket.pause();
    this.#resume();
  }

  /** Resumes reading when no reason to pause is left. */
  #resume(): void {
    if (this.operations.isWaiting) return; // `#ended` resumes
    const delayMs = this.#pausedUntilMs - this.settings.monotonicMs();
    if (this.#pausedUntilMs > 0 && delayMs > 0) return void setTimeout(() => this.#resume(), delayMs);
    this.#pausedUntilMs = 0;
    const room = this.room();
    if (room === null) this.socket.resume();
    else void room.then(() => this.#resume());
  }

  /** Called when `connection_init` has been received. */
  initReceived(): void {
    this.settings.initTimeouts.cancel(this);
  }

  /** Replaces graphql-ws' timer, of which there is one for each socket. */
  initTimedOut(): void {
    this.close(CloseCode.ConnectionInitialisationTimeout, 'Connection initialisation timeout');
  }

  /** Called when the credential has expired or was revoked. */
  end(): void {
    this.close(CloseCode.Forbidden, 'The credential has ended');
  }

  protected override fellBehind(limit: string): void {
    if (!this.isOpen()) return;
    this.settings.log.info({ limit }, 'a socket was read too slowly and is closed');
    this.socket.close(FELL_BEHIND, `Read too slowly: ${limit}. Resume by afterSequence`);
  }

  /** Pings the client, or terminates the socket if the last ping was not answered. */
  ping(): void {
    if (!this.#isAlive) return this.socket.terminate();
    this.#isAlive = false;
    this.socket.ping();
  }

  /** Resolves when the socket has closed. */
  whenClosed(): Promise<void> {
    return new Promise((resolve) => this.socket.once('close', () => resolve()));
  }

  #receivePing(payload: Buffer): void {
    if (!this.isOpen()) return;
    if (this.hasRoom()) this.socket.pong(payload); // else pongs would accumulate here
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

  /** Called when graphql-ws could not handle a message. */
  fail(error: unknown): void {
    if (!this.isOpen()) return; // the client has gone
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
  const cut = Buffer.from(reason).subarray(0, REASON_BYTES_MAX - 3); // a split character becomes U+FFFD, 3 bytes
  return cut.toString();
}
