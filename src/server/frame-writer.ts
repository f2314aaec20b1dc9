import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';

/** A socket with more than this waiting to be sent has no room for what can wait. */
const ROOM_BYTES = 256 * 1024;

/** How often a socket without room is looked at. */
const LOOK_AGAIN_MS = 20;

export interface FrameWriterOptions {
  /** So much may wait to be sent. */
  readonly bufferBytes: number;
  /** So long may a socket be without room. */
  readonly stallMs: number;
  readonly clock: () => number;
  /** The socket is beyond one of the two: the limit is named by its variable. */
  readonly fellBehind: (limit: string) => void;
}

/**
 * What is sent on one socket within a turn of the event loop goes out in one write: a burst of commits costs a socket one
 * system call. A socket that is read too slowly has no room, and is given up at its limit; it never grows beyond that.
 */
export class FrameWriter {
  readonly #socket: WebSocket;
  readonly #connection: Duplex;
  readonly #options: FrameWriterOptions;
  readonly #flushes: FlushQueue;
  #frames: string[] = [];

  constructor(socket: WebSocket, connection: Duplex, flushes: FlushQueue, options: FrameWriterOptions) {
    this.#socket = socket;
    this.#connection = connection;
    this.#flushes = flushes;
    this.#options = options;
  }

  write(frame: string): void {
    if (this.#frames.length === 0) this.#flushes.add(this);
    this.#frames.push(frame);
  }

  /** Null: there is room. Otherwise resolves once there is, or the socket has closed. */
  room(): Promise<void> | null {
    if (this.#socket.bufferedAmount <= ROOM_BYTES || !this.#isOpen()) return null;
    const { clock, stallMs, fellBehind } = this.#options;
    const since = clock();
    return new Promise((resolve) => {
      const look = setInterval(() => {
        if (clock() - since > stallMs) fellBehind(`LIMIT_SOCKET_STALL_SECONDS is ${stallMs / 1000}`);
        if (this.#socket.bufferedAmount > ROOM_BYTES && this.#isOpen()) return;
        clearInterval(look);
        resolve();
      }, LOOK_AGAIN_MS);
    });
  }

  flush(): void {
    const frames = this.#frames;
    this.#frames = [];
    if (frames.length === 0 || !this.#isOpen()) return;
    this.#connection.cork();
    for (const frame of frames) this.#socket.send(frame);
    this.#connection.uncork();
    const { bufferBytes, fellBehind } = this.#options;
    if (this.#socket.bufferedAmount > bufferBytes) fellBehind(`LIMIT_SOCKET_BUFFER_BYTES is ${bufferBytes}`);
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }
}

/** The sockets that have something to send, at the end of this turn of the event loop. */
export class FlushQueue {
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
