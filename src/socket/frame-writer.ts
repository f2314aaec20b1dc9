import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Outlet } from './subscriber.ts';
import { FrameScratch, framesOf, type Message } from './frames.ts';
import type { SocketLimits } from './socket-limits.ts';

/** A socket with more than this waiting to be sent has no room for what can wait. */
const ROOM_BYTES = 256 * 1024;

/** How often a socket without room is looked at. */
const LOOK_AGAIN_MS = 20;

export interface FrameWriterSettings {
  readonly limits: Pick<SocketLimits, 'socketBufferBytes' | 'socketStallSeconds'>;
  readonly flushes: FlushQueue;
  /** Milliseconds that only rise. */
  readonly clock: () => number;
}

/**
 * What is sent on one socket within a turn of the event loop goes out in one write: a burst of commits costs a socket one
 * system call. The frames are put together here, since ws hands each to the system in two pieces, which costs a third
 * more. A socket that is read too slowly has no room, and is given up at its limit; it never grows beyond that.
 */
export abstract class FrameWriter implements Outlet {
  protected readonly socket: WebSocket;
  readonly #connection: Duplex;
  readonly #settings: FrameWriterSettings;
  /** Of the first message that waits, if any; there is rarely a second one. */
  #mark = '';
  #bytes: Uint8Array | null = null;
  #more: Message[] | null = null;

  constructor(socket: WebSocket, connection: Duplex, settings: FrameWriterSettings) {
    this.socket = socket;
    this.#connection = connection;
    this.#settings = settings;
  }

  /** It is beyond a limit, which is named by its variable. */
  protected abstract fellBehind(limit: string): void;

  isOpen(): boolean {
    return this.socket.readyState === this.socket.OPEN;
  }

  /** Sends a message that graphql-ws has put into words. */
  send(text: string): void {
    this.#write('', Buffer.from(text));
  }

  writeResult(mark: string, result: Buffer): void {
    this.#write(mark, result);
  }

  #write(mark: string, bytes: Uint8Array): void {
    if (this.#bytes === null) {
      this.#settings.flushes.add(this);
      this.#mark = mark;
      this.#bytes = bytes;
    } else {
      (this.#more ??= []).push({ mark, bytes });
    }
  }

  hasRoom(): boolean {
    return this.socket.bufferedAmount <= ROOM_BYTES;
  }

  /** Null: there is room. Otherwise resolves once there is, or the socket has closed. */
  room(): Promise<void> | null {
    if (this.hasRoom() || !this.isOpen()) return null;
    const { clock, limits } = this.#settings;
    const maxSeconds = limits.socketStallSeconds;
    const since = clock();
    return new Promise((resolve) => {
      const look = setInterval(() => {
        const stalledSeconds = (clock() - since) / 1000;
        if (stalledSeconds > maxSeconds) this.fellBehind(`LIMIT_SOCKET_STALL_SECONDS is ${maxSeconds}`);
        if (!this.hasRoom() && this.isOpen()) return;
        clearInterval(look);
        resolve();
      }, LOOK_AGAIN_MS);
    });
  }

  flush(): void {
    const [mark, bytes, more] = [this.#mark, this.#bytes, this.#more];
    if (bytes === null) return;
    this.#bytes = null;
    this.#more = null;
    if (!this.isOpen()) return;
    const { flushes, limits } = this.#settings;
    this.#connection.write(more === null ? flushes.scratch.frameOf(mark, bytes) : framesOf([{ mark, bytes }, ...more]));
    if (this.#connection.writableLength === 0) return; // the system has taken it
    flushes.scratch.giveAway();
    if (this.socket.bufferedAmount > limits.socketBufferBytes) {
      this.fellBehind(`LIMIT_SOCKET_BUFFER_BYTES is ${limits.socketBufferBytes}`);
    }
  }
}

/** The sockets that have something to send, at the end of this turn of the event loop. */
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
