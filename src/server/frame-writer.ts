import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { ServerLimits } from './server-limits.ts';

/** A socket with more than this waiting to be sent has no room for what can wait. */
const ROOM_BYTES = 256 * 1024;

/** How often a socket without room is looked at. */
const LOOK_AGAIN_MS = 20;

export interface FrameWriterSettings {
  readonly limits: Pick<ServerLimits, 'socketBufferBytes' | 'socketStallSeconds'>;
  readonly flushes: FlushQueue;
  /** Milliseconds that only rise. */
  readonly clock: () => number;
}

/** Is told that the socket is beyond a limit, which is named by its variable. */
export interface Laggard {
  fellBehind(limit: string): void;
}

/** A text message, in two parts: the second may be shared by many sockets. */
interface Frame {
  readonly own: Uint8Array;
  readonly shared: Uint8Array;
}

const NOTHING = Buffer.alloc(0);

/**
 * What is sent on one socket within a turn of the event loop goes out in one write: a burst of commits costs a socket one
 * system call. The frames are put together here, since ws hands each to the system in two pieces, which costs a third
 * more. A socket that is read too slowly has no room, and is given up at its limit; it never grows beyond that.
 */
export class FrameWriter {
  readonly #socket: WebSocket;
  readonly #connection: Duplex;
  readonly #settings: FrameWriterSettings;
  readonly #laggard: Laggard;
  #frames: Frame[] = [];

  constructor(socket: WebSocket, connection: Duplex, settings: FrameWriterSettings, laggard: Laggard) {
    this.#socket = socket;
    this.#connection = connection;
    this.#settings = settings;
    this.#laggard = laggard;
  }

  write(text: string): void {
    this.writeParts(NOTHING, Buffer.from(text));
  }

  /** Sends the two, one behind the other, as one text message. */
  writeParts(own: Uint8Array, shared: Uint8Array): void {
    if (this.#frames.length === 0) this.#settings.flushes.add(this);
    this.#frames.push({ own, shared });
  }

  /** Null: there is room. Otherwise resolves once there is, or the socket has closed. */
  room(): Promise<void> | null {
    if (this.#socket.bufferedAmount <= ROOM_BYTES || !this.#isOpen()) return null;
    const { clock, limits } = this.#settings;
    const maxSeconds = limits.socketStallSeconds;
    const since = clock();
    return new Promise((resolve) => {
      const look = setInterval(() => {
        const stalledSeconds = (clock() - since) / 1000;
        if (stalledSeconds > maxSeconds) this.#laggard.fellBehind(`LIMIT_SOCKET_STALL_SECONDS is ${maxSeconds}`);
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
    this.#connection.write(encode(frames));
    const { socketBufferBytes } = this.#settings.limits;
    if (this.#socket.bufferedAmount > socketBufferBytes) {
      this.#laggard.fellBehind(`LIMIT_SOCKET_BUFFER_BYTES is ${socketBufferBytes}`);
    }
  }

  #isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }
}

/** RFC 6455, 5.2: a final frame of text, not masked, as servers send them. */
function encode(frames: readonly Frame[]): Buffer {
  let size = 0;
  for (const { own, shared } of frames) size += headSize(own.length + shared.length) + own.length + shared.length;
  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { own, shared } of frames) {
    at = writeHead(bytes, at, own.length + shared.length);
    bytes.set(own, at);
    at += own.length;
    bytes.set(shared, at);
    at += shared.length;
  }
  return bytes;
}

const FINAL_TEXT = 0x81;
const SIZE_IN_16_BITS = 126;
const SIZE_IN_64_BITS = 127;

function headSize(payloadSize: number): number {
  if (payloadSize < SIZE_IN_16_BITS) return 2;
  return payloadSize <= 0xffff ? 4 : 10;
}

/** Gives the place behind it. */
function writeHead(bytes: Buffer, at: number, payloadSize: number): number {
  bytes[at] = FINAL_TEXT;
  if (payloadSize < SIZE_IN_16_BITS) {
    bytes[at + 1] = payloadSize;
    return at + 2;
  }
  if (payloadSize <= 0xffff) {
    bytes[at + 1] = SIZE_IN_16_BITS;
    return bytes.writeUInt16BE(payloadSize, at + 2);
  }
  bytes[at + 1] = SIZE_IN_64_BITS;
  return bytes.writeBigUInt64BE(BigInt(payloadSize), at + 2);
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
