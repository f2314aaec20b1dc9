import type { LedgerEntry } from '../kernel/entry.ts';

/** The OIDs of PostgreSQL's built-in types, which are the same in every database. */
const OID = {
  bytea: 17,
  int8: 20,
  int4: 23,
  text: 25,
  int4Array: 1007,
  timestamptz: 1184,
  uuid: 2950,
  uuidArray: 2951,
};

const COLUMNS = 19;
const NULL_LENGTH = -1;
const POSTGRES_EPOCH_MS = Date.UTC(2000, 0, 1);

/**
 * Returns the previous hash, given in hexadecimal digits, followed by the content of an entry in PostgreSQL's binary format of a
 * record. The SQL function `line_content` produces the same bytes independently, and the ledger check compares the two. The
 * buffer is reused by the next call.
 */
export function hashedBytes(hashBefore: string, entry: LedgerEntry): Buffer {
  writer.begin(hashBefore);
  writer.int(COLUMNS);
  writer.uuid(entry.projectId);
  writer.int4(entry.sequence);
  writer.text(entry.kind);
  writer.int4(entry.amount);
  writer.int8(OID.int8, entry.balanceAfter);
  writer.uuid(entry.actionId);
  writer.text(entry.actionKind);
  writer.uuid(entry.grantId);
  const { draws } = entry;
  writer.array(OID.uuidArray, OID.uuid, 16, draws, ({ grantId }) => writer.uuidBytes(grantId));
  writer.array(OID.int4Array, OID.int4, 4, draws, ({ credits }) => writer.int(credits));
  writer.int4(entry.refundOf);
  writer.uuid(entry.counterpart?.projectId ?? null);
  writer.int4(entry.counterpart?.sequence ?? null);
  writer.text(entry.actor);
  writer.text(entry.note);
  writer.uuid(entry.keyId);
  writer.text(entry.key?.value ?? null);
  writer.hex(entry.key?.requestHash ?? null);
  writer.int8(OID.timestamptz, (entry.createdAt - POSTGRES_EPOCH_MS) * 1_000);
  return writer.written();
}

/** The value of each hexadecimal digit, by its character code. */
const DIGITS = Uint8Array.from({ length: 128 }, (_, code) => {
  const digit = Number.parseInt(String.fromCharCode(code), 16);
  return Number.isNaN(digit) ? 0 : digit;
});
const DASH = '-'.charCodeAt(0);
const ASCII_END = 128;

/**
 * Serializes records into a buffer that is reused. Digits and ASCII are written in JavaScript: each call into Buffer's native
 * methods costs more than the few bytes that it writes, and every entry of the ledger passes through here.
 */
class RecordWriter {
  #bytes = Buffer.alloc(4_096);
  #view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset);
  #at = 0;

  /** Starts with bytes that are given in hexadecimal digits. */
  begin(prefix: string): void {
    this.#at = 0;
    this.#digits(prefix);
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  int(value: number): void {
    this.#reserve(4);
    this.#view.setInt32(this.#at, value);
    this.#at += 4;
  }

  int4(value: number | null): void {
    this.#head(OID.int4, value === null ? NULL_LENGTH : 4);
    if (value !== null) this.int(value);
  }

  /** The value must be a safe integer. */
  int8(oid: number, value: number): void {
    this.#head(oid, 8);
    this.int(Math.floor(value / 2 ** 32));
    this.int(value | 0); // the lower half: int() takes its bits as they are
  }

  text(value: string | null): void {
    if (value === null) return this.#head(OID.text, NULL_LENGTH);
    const headAt = this.#at;
    this.#head(OID.text, value.length);
    this.#reserve(value.length);
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code >= ASCII_END) {
        this.#at = headAt;
        return this.#encoded(value);
      }
      this.#bytes[this.#at + index] = code;
    }
    this.#at += value.length;
  }

  hex(value: string | null): void {
    this.#head(OID.bytea, value === null ? NULL_LENGTH : value.length / 2);
    if (value !== null) this.#digits(value);
  }

  uuid(value: string | null): void {
    this.#head(OID.uuid, value === null ? NULL_LENGTH : 16);
    if (value !== null) this.uuidBytes(value);
  }

  uuidBytes(value: string): void {
    this.#digits(value);
  }

  /** Writes a one-dimensional array with the lower bound 1 and without nulls; an empty array as null. */
  array<Item>(oid: number, itemOid: number, bytes: number, items: readonly Item[], write: (item: Item) => void): void {
    this.#head(oid, items.length === 0 ? NULL_LENGTH : 20 + items.length * (4 + bytes));
    if (items.length === 0) return;
    this.int(1);
    this.int(0);
    this.int(itemOid);
    this.int(items.length);
    this.int(1);
    for (const item of items) {
      this.int(bytes);
      write(item);
    }
  }

  #head(oid: number, length: number): void {
    this.int(oid);
    this.int(length);
  }

  #encoded(value: string): void {
    const length = Buffer.byteLength(value);
    this.#head(OID.text, length);
    this.#reserve(length);
    this.#at += this.#bytes.write(value, this.#at);
  }

  /** Writes a byte for every two hexadecimal digits, and skips dashes between them. */
  #digits(value: string): void {
    this.#reserve(value.length / 2);
    for (let index = 0; index < value.length; index += 2) {
      if (value.charCodeAt(index) === DASH) index += 1;
      const high = DIGITS[value.charCodeAt(index)] ?? 0;
      this.#bytes[this.#at] = (high << 4) | (DIGITS[value.charCodeAt(index + 1)] ?? 0);
      this.#at += 1;
    }
  }

  #reserve(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.alloc(2 * needed);
    larger.set(this.#bytes.subarray(0, this.#at));
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer, larger.byteOffset);
  }
}

const writer = new RecordWriter();
