/**
 * A bounded queue that is fair between keys: one key cannot exceed its share of the capacity or delay the others. Order is
 * kept within a key. A batch takes items from the keys round-robin, so that a key with one item waits for one round,
 * however many items another key has.
 *
 * Several batches may be in flight at once. A key with items in flight is skipped until they are released, which keeps
 * its order.
 */
export class FairQueue<Key, Item> {
  readonly #capacity: number;
  readonly #sharePerKey: number;
  readonly #byKey = new Map<Key, Item[]>();
  readonly #inFlight = new Set<Key>();
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

  /** The number of items that can be taken now. */
  get ready(): number {
    return this.#ready;
  }

  /** The number of keys that have items to take now. */
  get readyKeys(): number {
    return this.#readyKeys;
  }

  /** Returns false if the queue or the key's share of it is full. */
  push(key: Key, item: Item): boolean {
    const items = this.#byKey.get(key);
    if (this.#length >= this.#capacity || (items?.length ?? 0) >= this.#sharePerKey) return false;
    if (items) items.push(item);
    else this.#byKey.set(key, [item]);
    this.#length += 1;
    if (this.#inFlight.has(key)) return true;
    this.#ready += 1;
    if (!items) this.#readyKeys += 1;
    return true;
  }

  /**
   * Takes up to `max` items of up to `maxKeys` keys that have none in flight. A key with items left moves to the end of the
   * round.
   */
  take(max: number, maxKeys = Infinity): TakenItems<Key, Item> {
    const turn = Math.max(1, Math.floor(max / Math.max(1, Math.min(this.#readyKeys, maxKeys))));
    const wanted = Math.min(max, this.#ready);
    const taken: Item[] = [];
    const keys = new Set<Key>();
    // The iteration of a Map visits a key again that was deleted and re-added, so this loops until there are enough.
    for (const [key, items] of this.#byKey) {
      if (taken.length === wanted) break;
      if (this.#inFlight.has(key) || (keys.size >= maxKeys && !keys.has(key))) continue;
      taken.push(...items.splice(0, Math.min(turn, wanted - taken.length)));
      keys.add(key);
      this.#byKey.delete(key);
      if (items.length > 0) this.#byKey.set(key, items);
    }
    this.#length -= taken.length;
    this.#ready -= taken.length;
    for (const key of keys) this.#markInFlight(key);
    return { items: taken, keys: [...keys] };
  }

  /** Returns items that were taken to the head of their keys, which must be in flight. */
  putBack(key: Key, items: readonly Item[]): void {
    this.#byKey.set(key, [...items, ...(this.#byKey.get(key) ?? [])]);
    this.#length += items.length;
  }

  /** Marks the items of these keys as done, so that the next ones may be taken. */
  release(keys: readonly Key[]): void {
    for (const key of keys) {
      this.#inFlight.delete(key);
      const left = this.#byKey.get(key)?.length ?? 0;
      this.#ready += left;
      if (left > 0) this.#readyKeys += 1;
    }
  }

  #markInFlight(key: Key): void {
    this.#inFlight.add(key);
    this.#ready -= this.#byKey.get(key)?.length ?? 0;
    this.#readyKeys -= 1;
  }
}

export interface TakenItems<Key, Item> {
  readonly items: readonly Item[];
  /** Must be released when the items are done. */
  readonly keys: readonly Key[];
}
