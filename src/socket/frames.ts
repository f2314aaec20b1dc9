/** A text message. */
export interface Message {
  /** The subscription's id as ASCII JSON without quotes; empty if the message belongs to none. */
  readonly encodedId: string;
  /** The message; if it has an id, the part after the id, from its closing quote on, which many sockets may share. */
  readonly bytes: Uint8Array;
}

/** The start of a subscription's message. */
const BEGINNING = Buffer.from('{"id":"');

/** Ids that need no escaping in JSON. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * The id as ASCII JSON, so that it has as many bytes as characters, and without quotes, so that for most ids no second string
 * is stored. It is not empty: graphql-ws requires an id.
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
 * Builds frames of single messages in one reused buffer. The same event for the next subscriber differs only in the id, so
 * only the id is overwritten.
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

  /** Allocates a new buffer for the next frame, because the last frame is still in use. */
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

/** RFC 6455, 5.2: a final text frame, unmasked as required of servers. */
function writeFrame(frames: Buffer, start: number, encodedId: string, bytes: Uint8Array): void {
  let at = writeHead(frames, start, payloadSize(encodedId, bytes));
  if (encodedId !== '') {
    frames.set(BEGINNING, at);
    writeEncodedId(frames, at + BEGINNING.length, encodedId);
    at += BEGINNING.length + encodedId.length;
  }
  frames.set(bytes, at);
}

/** Ids are short, so a loop is faster than a call of Buffer.write. */
function writeEncodedId(frame: Buffer, at: number, encodedId: string): void {
  for (let index = 0; index < encodedId.length; index += 1) frame[at + index] = encodedId.charCodeAt(index);
}

/** Returns the offset after the header. */
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
