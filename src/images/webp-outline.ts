/** A run of zeros as long as this is a flat area, or what was never written. */
const BLANK = Buffer.alloc(32);

/** More than any encoder writes behind the last pixel. It is even, as the sizes of chunks are. */
const CUT_BYTES = 16;

const [RIFF_HEAD_BYTES, CHUNK_HEAD_BYTES, FRAME_HEAD_BYTES, PART_SIZE_BYTES] = [12, 8, 10, 3] as const;

/** The low two bits of the first byte of ALPH: compressed as VP8L is. */
const COMPRESSED_ALPHA = 1;

/** A stream of compressed pixels, which a decoder reads to its last byte. Offsets count from the beginning of the file. */
interface Stream {
  readonly start: number;
  readonly end: number;
  /** Writes into the file that the stream has become shorter by CUT_BYTES. Chunks are seen to by themselves. */
  readonly shorten?: (file: Buffer) => void;
}

/**
 * For bytes that begin with the signature of a WebP. One copy of them for each stream of pixels that has a run of zeros,
 * in which that stream ends too early: it cannot be decoded unless zeros stand where pixels were. To the decoder zeros are
 * the likeliest symbols, many to a byte, so it comes to the last pixel before it comes to the last byte, and says nothing.
 *
 * One damage in 200 to a lossless picture that is mostly flat goes unnoticed: its last CUT_BYTES stand for so many pixels that the
 * decoder may come to the last pixel among them.
 */
export function shortenedWebps(bytes: Uint8Array): Buffer[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const copies: Buffer[] = [];
  for (let at = RIFF_HEAD_BYTES; at + CHUNK_HEAD_BYTES <= file.length;) {
    const size = file.readUInt32LE(at + 4);
    const payload = at + CHUNK_HEAD_BYTES;
    const end = Math.min(payload + size, file.length);
    for (const stream of streamsOf(file.toString('latin1', at, at + 4), file.subarray(0, end), payload)) {
      if (stream.end - stream.start <= CUT_BYTES) continue;
      if (!file.subarray(stream.start, stream.end).includes(BLANK)) continue;
      const copy = Buffer.concat([file.subarray(0, stream.end - CUT_BYTES), file.subarray(stream.end)]);
      copy.writeUInt32LE(file.readUInt32LE(4) - CUT_BYTES, 4);
      copy.writeUInt32LE(size - CUT_BYTES, at + 4);
      stream.shorten?.(copy);
      copies.push(copy);
    }
    at = payload + size + (size % 2);
  }
  return copies;
}

/** `file` ends where the chunk does. */
function streamsOf(chunk: string, file: Buffer, payload: number): Stream[] {
  if (chunk === 'VP8 ') return partsOfVp8(file, payload);
  if (chunk === 'VP8L') return [{ start: payload, end: file.length }];
  const isCompressed = chunk === 'ALPH' && ((file[payload] ?? 0) & 3) === COMPRESSED_ALPHA;
  return isCompressed ? [{ start: payload + 1, end: file.length }] : [];
}

/** RFC 6386, 9.1 and 9.5: a part that says how blocks are predicted, then up to eight with what is added to that. */
function partsOfVp8(file: Buffer, payload: number): Stream[] {
  const first = payload + FRAME_HEAD_BYTES;
  if (first > file.length) return [];
  const tag = file.readUIntLE(payload, PART_SIZE_BYTES);
  const sizes = first + (tag >> 5); // behind the first part
  if (sizes > file.length) return [];
  const parts: Stream[] = [
    {
      start: first,
      end: sizes,
      shorten: (copy) => copy.writeUIntLE(tag - (CUT_BYTES << 5), payload, PART_SIZE_BYTES),
    },
  ];
  const others = 1 << new EvenBits(file.subarray(first, sizes)).log2OfParts();
  let start = sizes + PART_SIZE_BYTES * (others - 1);
  for (let sizeAt = sizes; sizeAt < sizes + PART_SIZE_BYTES * (others - 1); sizeAt += PART_SIZE_BYTES) {
    if (start > file.length) return [];
    const size = file.readUIntLE(sizeAt, PART_SIZE_BYTES);
    if (start + size > file.length) return [];
    const shorten = (copy: Buffer) => copy.writeUIntLE(size - CUT_BYTES, sizeAt, PART_SIZE_BYTES);
    parts.push({ start, end: start + size, shorten });
    start += size;
  }
  return [...parts, { start, end: file.length }];
}

/** RFC 6386, 7: bits that are as likely 0 as 1, of which the header of a frame consists up to the number of its parts. */
class EvenBits {
  readonly #bytes: Uint8Array;
  #next = 2;
  #value: number;
  #range = 255;
  #shifted = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#value = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
  }

  /** Parses the frame header up to the number of partitions, as its base-2 logarithm: RFC 6386, sections 9.2 to 9.6. Call it first. */
  log2OfParts(): number {
    this.#take(2); // colour space, clamping
    if (this.#take(1)) this.#skipSegments();
    this.#take(1 + 6 + 3); // the filter's type, level and sharpness
    if (this.#take(1) && this.#take(1)) for (let delta = 0; delta < 8; delta += 1) this.#skipOptional(6 + 1);
    return this.#take(2);
  }

  #skipSegments(): void {
    const [hasMap, hasData] = [this.#take(1), this.#take(1)];
    if (hasData) {
      this.#take(1); // whether what follows replaces values or is added to them
      for (let segment = 0; segment < 4; segment += 1) this.#skipOptional(7 + 1);
      for (let segment = 0; segment < 4; segment += 1) this.#skipOptional(6 + 1);
    }
    if (hasMap) for (let branch = 0; branch < 3; branch += 1) this.#skipOptional(8);
  }

  #skipOptional(bits: number): void {
    if (this.#take(1)) this.#take(bits);
  }

  #take(bits: number): number {
    let taken = 0;
    for (let bit = 0; bit < bits; bit += 1) taken = (taken << 1) | this.#takeOne();
    return taken;
  }

  #takeOne(): number {
    const split = 1 + ((this.#range - 1) >> 1);
    const isOne = this.#value >= split << 8;
    this.#range = isOne ? this.#range - split : split;
    if (isOne) this.#value -= split << 8;
    while (this.#range < 128) {
      this.#range <<= 1;
      this.#value <<= 1;
      this.#shifted += 1;
      if (this.#shifted % 8 === 0) this.#value |= this.#bytes[this.#next++] ?? 0;
    }
    return isOne ? 1 : 0;
  }
}
