import { v7 } from 'uuid';

/** A new UUIDv7. The caller names the kind of id that it is to be. */
export type NewId = <Id extends string>() => Id;

/**
 * Ids in order: each is greater than the one before it, also within a millisecond and when the clock is set back, so
 * that rows made in order go into their indexes in order. RFC 9562, section 6.2, method 1: a counter of 31 bits that
 * starts at random each millisecond.
 */
export function idsInOrder(clock: () => number, randomBytes: (size: number) => Uint8Array): NewId {
  let lastMs = -Infinity;
  let counter = 0;
  return <Id extends string>() => {
    const random = randomBytes(16);
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
