import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { FrameScratch, framesOf, type Message } from './frames.ts';
import type { SocketLimits } from './socket-limits.ts';
import type { ResultSink } from './subscriber.ts';

/** A socket has room for results that can wait while it buffers at most this much. */
const ROOM_BYTES = 256 * 1024;

/** How often a socket without room is checked. */
const CHECK_INTERVAL_MS = 20;

export interface FrameWriterSettings {
  readonly limits: Pick<SocketLimits, 'socketBufferBytes' | 'socketStallSeconds'>;
  readonly flushes: FlushQueue;
  readonly monotonicMs: () => number;
}

/**
 * Writes everything that is sent on a socket within one turn of the event loop at once, so that a burst of commits takes one
 * system call per socket. The frames are built here, because ws writes each in two parts, which costs a third more. A socket
 * that is read too slowly is closed at its limit, so its buffer is bounded.
 */
export abstract class FrameWriter<Settings extends FrameWriterSettings = FrameWriterSettings> implements ResultSink {
  protected readonly socket: WebSocket;
  protected readonly settings: Settings;
  readonly #connection: Duplex;
  /** The first waiting message, if any; there is rarely a second one. */
  #encodedId = '';
  #bytes: Uint8Array | null = null;
  #more: Message[] | null = null;

  constructor(socket: WebSocket, connection: Duplex, settings: Settings) {
    this.socket = socket;
    this.#connection = connection;
    this.settings = settings;
  }

  /** Called when the socket exceeds a limit, given by the name of its variable. */
  protected abstract fellBehind(limit: string): void;

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Sends a message of graphql-ws. */
  send(text: string): void {
    this.#write('', Buffer.from(text));
  }

  writeResult(encodedId: string, result: Buffer): void {
    this.#write(encodedId, result);
  }

  #write(encodedId: string, bytes: Uint8Array): void {
    if (this.#bytes === null) {
      this.settings.flushes.add(this);
      this.#encodedId = encodedId;
      this.#bytes = bytes;
    } else {
      (this.#more ??= []).push({ encodedId, bytes });
    }
  }

  hasRoom(): boolean {
    return this.socket.bufferedAmount <= ROOM_BYTES;
  }

  /** Null if there is room; otherwise resolves when there is, or when the socket has closed. */
  room(): Promise<void> | null {
    if (this.hasRoom() || !this.isOpen()) return null;
    const { monotonicMs, limits } = this.settings;
    const maxSeconds = limits.socketStallSeconds;
    const sinceMs = monotonicMs();
    return new Promise((resolve) => {
      const check = setInterval(() => {
        const stalledSeconds = (monotonicMs() - sinceMs) / 1000;
        if (stalledSeconds > maxSeconds) this.fellBehind(`LIMIT_SOCKET_STALL_SECONDS is ${maxSeconds}`);
        if (!this.hasRoom() && this.isOpen()) return;
        clearInterval(check);
        resolve();
      }, CHECK_INTERVAL_MS);
    });
  }

  flush(): void {
    const [encodedId, bytes, more] = [this.#encodedId, this.#bytes, this.#more];
    if (bytes === null) return;
    this.#bytes = null;
    this.#more = null;
    if (!this.isOpen()) return;
    const { flushes, limits } = this.settings;
    this.#connection.write(
      more === null ? flushes.scratch.frameOf(encodedId, bytes) : framesOf([{ encodedId, bytes }, ...more]),
    );
    if (this.#connection.writableLength === 0) return; // written to the operating system
    flushes.scratch.release();
    if (this.socket.bufferedAmount > limits.socketBufferBytes) {
      this.fellBehind(`LIMIT_SOCKET_BUFFER_BYTES is ${limits.socketBufferBytes}`);
    }
  }
}

/** Flushes the sockets with waiting messages at the end of the turn of the event loop. */
export class FlushQueue {
  readonly scratch = new FrameScratch();
  #writers: FrameWriter[] = [];

  add(writer: FrameWriter): void {
    if (this.#writers.length === 0) setImmediate(() => this.#flush());
    this.#writers.push(writer);
  }

  #flush(): void {
    const writers = this.#writers;
    this.#writers = [];
    for (const writer of writers) writer.flush();
  }
}
