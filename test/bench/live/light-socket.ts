import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import net from 'node:net';

const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/** A message under 126 bytes has its length in the frame's second byte; 126 and 127 say that 2 or 8 bytes follow. */
const LENGTH_IN_16_BITS = 126;
const LENGTH_IN_64_BITS = 127;

interface Events {
  open: [];
  /** A text message. */
  message: [Buffer];
  /** With the code that the server gave, where it gave one. */
  close: [number | null];
}

/**
 * A WebSocket client of its own for load: thousands of ws's in one process would take more time to receive than the server
 * takes to send, and would be what is measured. It answers pings and takes no extensions.
 */
export class LightSocket extends EventEmitter<Events> {
  readonly #socket: net.Socket;
  #received: Buffer = Buffer.alloc(0);
  #isOpen = false;
  #closeCode: number | null = null;

  constructor(url: URL, protocol: string | null) {
    super();
    this.#socket = net.connect(Number(url.port), url.hostname, () => this.#upgrade(url, protocol));
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (data) => this.#take(data));
    this.#socket.on('error', () => undefined); // the close that follows tells
    this.#socket.on('close', () => this.emit('close', this.#closeCode));
  }

  send(text: string): void {
    this.#frame(OPCODE.text, Buffer.from(text));
  }

  /** Reads nothing more, so that what the server sends piles up. */
  stall(): void {
    this.#socket.pause();
  }

  goOn(): void {
    this.#socket.resume();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #upgrade({ pathname, host }: URL, protocol: string | null): void {
    const lines = [
      `GET ${pathname} HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
      ...(protocol === null ? [] : [`Sec-WebSocket-Protocol: ${protocol}`]),
    ];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  }

  #take(data: Buffer): void {
    this.#received = this.#received.length === 0 ? data : Buffer.concat([this.#received, data]);
    if (!this.#isOpen && !this.#takeUpgrade()) return;
    while (this.#takeFrame());
  }

  #takeUpgrade(): boolean {
    const end = this.#received.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = this.#received.toString('latin1', 0, end);
    if (!head.startsWith('HTTP/1.1 101 ')) throw new Error(`the server did not open a WebSocket:\n${head}`);
    this.#received = this.#received.subarray(end + 4);
    this.#isOpen = true;
    this.emit('open');
    return true;
  }

  /** False where a frame is not there as a whole. The server's frames are not masked. RFC 6455, 5.2. */
  #takeFrame(): boolean {
    const buffer = this.#received;
    if (buffer.length < 2) return false;
    const short = buffer.readUInt8(1) & 0x7f;
    const headLength = short < LENGTH_IN_16_BITS ? 2 : short === LENGTH_IN_16_BITS ? 4 : 10;
    if (buffer.length < headLength) return false;
    const length = lengthOf(buffer, short);
    if (buffer.length < headLength + length) return false;
    const payload = buffer.subarray(headLength, headLength + length);
    this.#received = buffer.subarray(headLength + length);
    this.#handle(buffer.readUInt8(0) & 0x0f, payload);
    return true;
  }

  #handle(opcode: number, payload: Buffer): void {
    if (opcode === OPCODE.text) this.emit('message', payload);
    else if (opcode === OPCODE.ping) this.#frame(OPCODE.pong, payload);
    else if (opcode === OPCODE.close) {
      this.#closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : null;
      this.#socket.end();
    }
  }

  /** A client masks what it sends; masked with zeros it stays as it is. */
  #frame(opcode: number, payload: Buffer): void {
    const isLong = payload.length >= LENGTH_IN_16_BITS;
    const head = Buffer.alloc(isLong ? 8 : 6);
    head.writeUInt8(0x80 | opcode, 0);
    head.writeUInt8(0x80 | (isLong ? LENGTH_IN_16_BITS : payload.length), 1);
    if (isLong) head.writeUInt16BE(payload.length, 2);
    this.#socket.write(Buffer.concat([head, payload]));
  }
}

function lengthOf(buffer: Buffer, short: number): number {
  if (short === LENGTH_IN_16_BITS) return buffer.readUInt16BE(2);
  return short === LENGTH_IN_64_BITS ? Number(buffer.readBigUInt64BE(2)) : short;
}
