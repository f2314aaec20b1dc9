/** A text message. */
export interface Message {
  /** The subscription's id as JSON in ASCII, without its quotes; empty where the message belongs to none. */
  readonly encodedId: string;
  /** The message; where it has an id, what follows the id, from its quote on, which many sockets may share. */
  readonly bytes: Uint8Array;
}

/** The beginning of a subscription's message. */
const BEGINNING = Buffer.from('{"id":"');

/** Stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * The id as JSON in ASCII, so that it has as many bytes as characters, and without its quotes, so that most ids are kept
 * once: it is not empty, graphql-ws sees to that.
 */
export function encodeId(id: string): string {
  if (PLAIN.test(id)) return id;
  const text = JSON.stringify(id).slice(1, -1);
  return text.replace(/[\u0080-\uffff]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** One frame for each message, concatenated. */
export function framesOf(messages: readonly Message[]): Buffer {
  let size = 0;
  for (const { encodedId, bytes } of messages) size += frameSize(encodedId, bytes);
  const frames = Buffer.allocUnsafe(size);
  let at = 0;
  for (const { encodedId, bytes } of messages) {
    writeFrame(frames, at, encodedId, bytes);
    at += frameSize(encodedId, bytes);
  }
  return frames;
}

/**
 * Builds frames of single messages in one buffer, which is overwritten by the next one. The same event for the next
 * subscriber differs in the id alone, so only the id is written.
 */
export class FrameScratch {
  #frame: Buffer = Buffer.alloc(0);
  #bytes: Uint8Array | null = null;
  #encodedIdLength = 0;

  /** Valid until the next call. */
  frameOf(encodedId: string, bytes: Uint8Array): Buffer {
    if (bytes === this.#bytes && encodedId.length === this.#encodedIdLength) {
      writeEncodedId(this.#frame, this.#frame.length - bytes.length - encodedId.length, encodedId);
      return this.#frame;
    }
    const size = frameSize(encodedId, bytes);
    if (this.#frame.length !== size) this.#frame = Buffer.allocUnsafe(size);
    writeFrame(this.#frame, 0, encodedId, bytes);
    this.#bytes = bytes;
    this.#encodedIdLength = encodedId.length;
    return this.#frame;
  }

  /** Leaves the last frame to whoever still needs it, and begins another buffer. */
  release(): void {
    this.#frame = Buffer.alloc(0);
    this.#bytes = null;
  }
}

const FINAL_TEXT = 0x81;
const SIZE_IN_16_BITS = 126;
const SIZE_IN_64_BITS = 127;

function payloadSize(encodedId: string, bytes: Uint8Array): number {
  return encodedId === '' ? bytes.length : BEGINNING.length + encodedId.length + bytes.length;
}

function frameSize(encodedId: string, bytes: Uint8Array): number {
  const size = payloadSize(encodedId, bytes);
  if (size < SIZE_IN_16_BITS) return 2 + size;
  return (size <= 0xffff ? 4 : 10) + size;
}

/** RFC 6455, 5.2: a final frame of text, not masked, as servers send them. */
function writeFrame(frames: Buffer, start: number, encodedId: string, bytes: Uint8Array): void {
  let at = writeHead(frames, start, payloadSize(encodedId, bytes));
  if (encodedId !== '') {
    frames.set(BEGINNING, at);
    writeEncodedId(frames, at + BEGINNING.length, encodedId);
    at += BEGINNING.length + encodedId.length;
  }
  frames.set(bytes, at);
}

/** Ids have some dozens of characters: a call that copies them would take longer. */
function writeEncodedId(frame: Buffer, at: number, encodedId: string): void {
  for (let index = 0; index < encodedId.length; index += 1) frame[at + index] = encodedId.charCodeAt(index);
}

/** Returns the offset behind it. */
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
