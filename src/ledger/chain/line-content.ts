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
 * Returns the previous hash followed by the content of an entry in PostgreSQL's binary format of a record. The SQL function
 * `line_content` produces the same bytes independently, and the ledger check compares the two. The buffer is reused by the
 * next call.
 */
export function hashedBytes(hashBefore: Buffer, entry: LedgerEntry): Buffer {
  writer.begin(hashBefore);
  writer.int(COLUMNS);
  writer.uuid(entry.projectId);
  writer.int4(entry.sequence);
  writer.text(entry.kind);
  writer.int4(entry.amount);
  writer.int8(OID.int8, BigInt(entry.balanceAfter));
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
  writer.int8(OID.timestamptz, BigInt(entry.createdAt - POSTGRES_EPOCH_MS) * 1_000n);
  return writer.written();
}

/** Serializes records into a buffer that is reused. */
class RecordWriter {
  #bytes = Buffer.allocUnsafe(4_096);
  #at = 0;

  begin(prefix: Buffer): void {
    this.#at = prefix.copy(this.#bytes);
  }

  written(): Buffer {
    return this.#bytes.subarray(0, this.#at);
  }

  int(value: number): void {
    this.#reserve(4);
    this.#at = this.#bytes.writeInt32BE(value, this.#at);
  }

  int4(value: number | null): void {
    this.#head(OID.int4, value === null ? NULL_LENGTH : 4);
    if (value !== null) this.int(value);
  }

  int8(oid: number, value: bigint): void {
    this.#head(oid, 8);
    this.#reserve(8);
    this.#at = this.#bytes.writeBigInt64BE(value, this.#at);
  }

  text(value: string | null): void {
    const length = value === null ? NULL_LENGTH : Buffer.byteLength(value);
    this.#head(OID.text, length);
    if (value === null) return;
    this.#reserve(length);
    this.#at += this.#bytes.write(value, this.#at);
  }

  hex(value: string | null): void {
    this.#head(OID.bytea, value === null ? NULL_LENGTH : value.length / 2);
    if (value === null) return;
    this.#reserve(value.length / 2);
    this.#at += this.#bytes.write(value, this.#at, 'hex');
  }

  uuid(value: string | null): void {
    this.#head(OID.uuid, value === null ? NULL_LENGTH : 16);
    if (value !== null) this.uuidBytes(value);
  }

  uuidBytes(value: string): void {
    this.#reserve(16);
    this.#at += this.#bytes.write(value.replaceAll('-', ''), this.#at, 'hex');
  }

  /** Writes a one-dimensional array with the lower bound 1 and without nulls; an empty array as null. */
  array<Item>(oid: number, itemOid: number, bytes: number, items: readonly Item[], write: (item: Item) => void): void {
    this.#head(oid, items.length === 0 ? NULL_LENGTH : 20 + items.length * (4 + bytes));
    if (items.length === 0) return;
    for (const value of [1, 0, itemOid, items.length, 1]) this.int(value);
    for (const item of items) {
      this.int(bytes);
      write(item);
    }
  }

  #head(oid: number, length: number): void {
    this.int(oid);
    this.int(length);
  }

  #reserve(bytes: number): void {
    const needed = this.#at + bytes;
    if (needed <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * needed);
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}

const writer = new RecordWriter();
