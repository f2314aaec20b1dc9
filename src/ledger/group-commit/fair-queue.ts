/**
 * A bounded queue that is fair to its keys: one busy project can hold neither more than its share of the places nor the
 * others up. Order is kept within a key. A batch takes from the keys in turns, so that a key with one item waits for
 * one round, however many items another key has.
 *
 * Several batches may be out at once, and order is kept all the same: a key of which items are out waits until they have
 * been released.
 */
export class FairQueue<Key, Item> {
  readonly #capacity: number;
  readonly #sharePerKey: number;
  readonly #byKey = new Map<Key, Item[]>();
  readonly #out = new Set<Key>();
  #length = 0;
  #ready = 0;
  #readyKeys = 0;

  constructor({ capacity, sharePerKey }: { capacity: number; sharePerKey: number }) {
    this.#capacity = capacity;
    this.#sharePerKey = sharePerKey;
  }

  get length(): number {
    return this.#length;
  }

  /** Items that could be taken now. */
  get ready(): number {
    return this.#ready;
  }

  /** Keys of which something could be taken now. */
  get readyKeys(): number {
    return this.#readyKeys;
  }

  /** False where the queue, or the key's share of it, is full. */
  push(key: Key, item: Item): boolean {
    const items = this.#byKey.get(key);
    if (this.#length >= this.#capacity || (items?.length ?? 0) >= this.#sharePerKey) return false;
    if (items) items.push(item);
    else this.#byKey.set(key, [item]);
    this.#length += 1;
    if (this.#out.has(key)) return true;
    this.#ready += 1;
    if (!items) this.#readyKeys += 1;
    return true;
  }

  /**
   * Up to `max` items, of up to `maxKeys` keys of which none are out. A key that has to leave some behind goes to the end
   * of the round.
   */
  take(max: number, maxKeys = Infinity): Taken<Key, Item> {
    const turn = Math.max(1, Math.floor(max / Math.max(1, Math.min(this.#readyKeys, maxKeys))));
    const wanted = Math.min(max, this.#ready);
    const taken: Item[] = [];
    const keys = new Set<Key>();
    // A Map's iteration comes to a key again that was put back at its end, so this goes round until there is enough.
    for (const [key, items] of this.#byKey) {
      if (taken.length === wanted) break;
      if (this.#out.has(key) || (keys.size >= maxKeys && !keys.has(key))) continue;
      taken.push(...items.splice(0, Math.min(turn, wanted - taken.length)));
      keys.add(key);
      this.#byKey.delete(key);
      if (items.length > 0) this.#byKey.set(key, items);
    }
    this.#length -= taken.length;
    this.#ready -= taken.length;
    for (const key of keys) this.#hold(key);
    return { items: taken, keys: [...keys] };
  }

  /** The items of these keys are done with: what waits behind them may be taken. */
  release(keys: readonly Key[]): void {
    for (const key of keys) {
      this.#out.delete(key);
      const left = this.#byKey.get(key)?.length ?? 0;
      this.#ready += left;
      if (left > 0) this.#readyKeys += 1;
    }
  }

  #hold(key: Key): void {
    this.#out.add(key);
    this.#ready -= this.#byKey.get(key)?.length ?? 0;
    this.#readyKeys -= 1;
  }
}

export interface Taken<Key, Item> {
  readonly items: readonly Item[];
  /** To be released when the items are done with. */
  readonly keys: readonly Key[];
}
