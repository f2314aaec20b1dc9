import { createHash, webcrypto } from 'node:crypto';

/** Returns the next number of a sequence, from 0 (inclusive) to 1 (exclusive). */
export type Random = () => number;

/** The source of randomness of a request. The same request draws the same numbers on every machine. */
export interface Seed {
  /** Returns the sequence of a name, so that a change to one part of a picture does not affect the others. */
  stream(name: string): Random;
}

/** Derives a seed from all parts of a request. Pictures are hashed in another thread. */
export async function seedOf(parts: readonly (string | number | null | Uint8Array)[]): Promise<Seed> {
  const texts = await Promise.all(
    parts.map(async (part) =>
      part instanceof Uint8Array ? Buffer.from(await webcrypto.subtle.digest('SHA-256', part)).toString('hex') : part,
    ),
  );
  const root = JSON.stringify(texts);
  return { stream: (name) => sequence(createHash('sha256').update(name).update('\0').update(root).digest()) };
}

/** sfc32, started from 16 bytes of a hash. */
function sequence(hash: Buffer): Random {
  let a = hash.readInt32LE(0);
  let b = hash.readInt32LE(4);
  let c = hash.readInt32LE(8);
  let counter = 1;
  return () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
}

export function between(random: Random, low: number, high: number): number {
  return low + (high - low) * random();
}

/** Picks an item of a non-empty list. */
export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}
