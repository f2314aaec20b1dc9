import { v7 } from 'uuid';

/** A new UUIDv7. The caller names the kind of id that it is to be. */
export type NewId = <Id extends string>() => Id;

/** Random bytes of an id, and how many are asked for at once: 16 of them cost 2.0 µs, 4,096 of them 5.6 µs. */
const RANDOM_EACH = 16;
const RANDOM_AT_ONCE = 256 * RANDOM_EACH;

/**
 * Ids in order: each is greater than the one before it, also within a millisecond and when the clock is set back, so
 * that rows made in order go into their indexes in order. RFC 9562, section 6.2, method 1: a counter of 31 bits that
 * starts at random each millisecond.
 */
export function idsInOrder(clock: () => number, randomBytes: (size: number) => Uint8Array): NewId {
  let lastMs = -Infinity;
  let counter = 0;
  let pool = new Uint8Array();
  return <Id extends string>() => {
    if (pool.length === 0) pool = randomBytes(RANDOM_AT_ONCE);
    const random = pool.subarray(0, RANDOM_EACH);
    pool = pool.subarray(RANDOM_EACH);
    const nowMs = clock();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 2; // room to count up
    } else {
      counter += 1;
    }
    return v7({ msecs: lastMs, seq: counter, random }) as Id; // the caller says which kind of id it is
  };
}
