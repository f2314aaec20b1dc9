/** A text message. */
export interface Message {
  /** The JSON of a subscription's id, in ASCII; empty where the message is of none. */
  readonly mark: string;
  /** The message; of a subscription's, what is behind its id, which many sockets may share. */
  readonly bytes: Uint8Array;
}

/** How a message of a subscription begins. */
const BEGINNING = Buffer.from('{"id":');

/** The id as messages hold it: in ASCII, so that it takes as many bytes as it has characters. */
export function markOf(id: string): string {
  return JSON.stringify(id).replace(/[\u0080-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** The messages, each in a frame, one behind the other. */
export function framesOf(messages: readonly Message[]): Buffer {
  let size = 0;
  for (const { mark, bytes } of messages) size += frameSize(mark, bytes);
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { mark, bytes } of messages) {
    writeFrame(frames, at, mark, bytes);
    at += frameSize(mark, bytes);
  }
  return frames;
}

/**
 * Frames of single messages, all in the same piece of memory: what one socket has been sent, the next one's takes the place
 * of. The same event for the next subscriber differs in the id alone, and no more than that is written.
 */
export class FrameScratch {
  #frame: Buffer = Buffer.alloc(0);
  #bytes: Uint8Array | null = null;
  #markLength = 0;

  /** Good until the next one is asked for. */
  frameOf(mark: string, bytes: Uint8Array): Buffer {
    if (bytes === this.#bytes && mark.length === this.#markLength) {
      writeMark(this.#frame, this.#frame.length - bytes.length - mark.length, mark);
      return this.#frame;
    }
    const size = frameSize(mark, bytes);
    if (this.#frame.length !== size) this.#frame = Buffer.allocUnsafe(size);
    writeFrame(this.#frame, 0, mark, bytes);
    this.#bytes = bytes;
    this.#markLength = mark.length;
    return this.#frame;
  }

  /** The last frame is still needed by somebody. */
  giveAway(): void {
    this.#frame = Buffer.alloc(0);
    this.#bytes = null;
  }
}

const FINAL_TEXT = 0x81;
const SIZE_IN_16_BITS = 126;
const SIZE_IN_64_BITS = 127;

function payloadSize(mark: string, bytes: Uint8Array): number {
  return mark === '' ? bytes.length : BEGINNING.length + mark.length + bytes.length;
}

function frameSize(mark: string, bytes: Uint8Array): number {
  const size = payloadSize(mark, bytes);
  if (size < SIZE_IN_16_BITS) return 2 + size;
  return (size <= 0xffff ? 4 : 10) + size;
}

/** RFC 6455, 5.2: a final frame of text, not masked, as servers send them. */
function writeFrame(frames: Buffer, start: number, mark: string, bytes: Uint8Array): void {
  let at = writeHead(frames, start, payloadSize(mark, bytes));
  if (mark !== '') {
    frames.set(BEGINNING, at);
    writeMark(frames, at + BEGINNING.length, mark);
    at += BEGINNING.length + mark.length;
  }
  frames.set(bytes, at);
}

/** Ids have some dozens of characters: a call to have them copied would take longer. */
function writeMark(frame: Buffer, at: number, mark: string): void {
  for (let index = 0; index < mark.length; index += 1) frame[at + index] = mark.charCodeAt(index);
}

/** Gives the place behind it. */
function writeHead(bytes: Buffer, at: number, size: number): number {
  bytes[at] = FINAL_TEXT;
  if (size < SIZE_IN_16_BITS) {
    bytes[at + 1] = size;
    return at + 2;
  }
  if (size <= 0xffff) {
    bytes[at + 1] = SIZE_IN_16_BITS;
    return bytes.writeUInt16BE(size, at + 2);
  }
  bytes[at + 1] = SIZE_IN_64_BITS;
  return bytes.writeBigUInt64BE(BigInt(size), at + 2);
}
