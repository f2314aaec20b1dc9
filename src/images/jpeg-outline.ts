/** The segment structure of a JPEG, read without decoding. */
export interface JpegOutline {
  /**
   * The same picture without metadata, and with corrected scan parameters, which some phones write wrongly. So each warning of
   * the decoder about this copy means damaged pixels.
   */
  readonly bare: Uint8Array;
  /** Of `bare`: the scans in which a long run of zero bytes is: a flat area, or what was never written. */
  readonly blankScans: readonly Scan[];
}

/** Compressed pixels; offsets count from the beginning of the file. */
export interface Scan {
  readonly start: number;
  readonly end: number;
}

const [SOF_0, SOF_2, DHT, JPG, DAC, SOI, EOI, SOS, APP_0, APP_15, COM] = [
  0xc0, 0xc2, 0xc4, 0xc8, 0xcc, 0xd8, 0xd9, 0xda, 0xe0, 0xef, 0xfe,
] as const;
const BLANK = Buffer.alloc(32);

/** Requires bytes with the signature of a JPEG. Null if its segments do not lead to the end marker. */
export function jpegOutline(bytes: Uint8Array): JpegOutline | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts: Buffer[] = [Buffer.from([0xff, SOI])];
  const blankScans: Scan[] = [];
  let [length, hasFrame, isSequential] = [2, false, true];
  const keep = (part: Buffer) => {
    parts.push(part);
    length += part.length;
  };
  for (let at = 2; at + 4 <= file.length;) {
    const marker = file[at + 1] ?? 0;
    if (file[at] !== 0xff) return null;
    if (marker === 0xff)
      at += 1; // a marker may follow fill bytes
    else if (marker === SOI) at += 2;
    else {
      const end = at + 2 + file.readUInt16BE(at + 2);
      if (end > file.length) return null;
      const segment = Buffer.from(file.subarray(at, end));
      if (isFrame(marker)) [hasFrame, isSequential] = [true, marker < SOF_2];
      if (marker === SOS && isSequential) segment.set([0, 63, 0], segment.length - 3);
      if (!isNote(marker)) keep(segment);
      at = end;
      if (marker !== SOS) continue;
      at = endOfScan(file, end);
      const scan = file.subarray(end, at);
      if (scan.includes(BLANK)) blankScans.push({ start: length, end: length + scan.length });
      keep(scan);
    }
    if (file[at] === 0xff && file[at + 1] === EOI) {
      keep(file.subarray(at, at + 2));
      return hasFrame ? { bare: Buffer.concat(parts), blankScans } : null;
    }
  }
  return null;
}

function isFrame(marker: number): boolean {
  return marker >= SOF_0 && marker < 0xd0 && marker !== DHT && marker !== JPG && marker !== DAC;
}

function isNote(marker: number): boolean {
  return (marker >= APP_0 && marker <= APP_15) || marker === COM;
}

/** The offset of the next marker. Inside pixel data, FF is followed by 00 or by a restart number. */
function endOfScan(file: Buffer, from: number): number {
  for (let at = file.indexOf(0xff, from); at !== -1; at = file.indexOf(0xff, at + 1)) {
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
  }
  return file.length;
}
