import { v7 } from 'uuid';
import type { NewId } from '../ids.ts';

/** Random bytes per id. */
const RANDOM_BYTES = 16;

/** Random bytes are generated for this many ids at once: generating them for each id took 2.6 % of the time of a mutation. */
const POOLED_IDS = 256;

/**
 * Generates ascending ids: each is greater than the previous one, also within a millisecond and when the clock is set back,
 * so that new rows are appended to their indexes. RFC 9562, section 6.2, method 1: a counter of 31 bits with a random start
 * each millisecond.
 */
export function idsInOrder(clock: () => number, randomBytes: (size: number) => Uint8Array): NewId {
  let lastMs = -Infinity;
  let counter = 0;
  let pool: Uint8Array = new Uint8Array();
  let used = 0;
  return <Id extends string>() => {
    if (used === pool.length) {
      pool = randomBytes(RANDOM_BYTES * POOLED_IDS);
      used = 0;
    }
    const random = pool.subarray(used, (used += RANDOM_BYTES));
    const nowMs = clock();
    if (nowMs > lastMs) {
      lastMs = nowMs;
      counter = new DataView(random.buffer, random.byteOffset).getUint32(0) >>> 2; // room to count up
    } else {
      counter += 1;
    }
    return v7({ msecs: lastMs, seq: counter, random }) as Id; // the caller names the kind of id
  };
}
