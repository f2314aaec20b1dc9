/**
 * A bounded queue that is fair to its keys: one busy project can hold neither more than its share of the places nor the
 * others up. Order is kept within a key. A batch takes from the keys in turns, so that a key with one item waits for
 * one round, however many items another key has.
 */
export class FairQueue<Key, Item> {
  readonly #capacity: number;
  readonly #sharePerKey: number;
  readonly #byKey = new Map<Key, Item[]>();
  #length = 0;

  constructor({ capacity, sharePerKey }: { capacity: number; sharePerKey: number }) {
    this.#capacity = capacity;
    this.#sharePerKey = sharePerKey;
  }

  get length(): number {
    return this.#length;
  }

  /** False where the queue, or the key's share of it, is full. */
  push(key: Key, item: Item): boolean {
    const items = this.#byKey.get(key);
    if (this.#length >= this.#capacity || (items?.length ?? 0) >= this.#sharePerKey) return false;
    if (items) items.push(item);
    else this.#byKey.set(key, [item]);
    this.#length += 1;
    return true;
  }

  /** Up to `max` items. A key that has to leave some behind goes to the end of the round. */
  take(max: number): Item[] {
    const taken: Item[] = [];
    const turn = Math.max(1, Math.floor(max / Math.max(1, this.#byKey.size)));
    // A Map's iteration comes to a key again that was put back at its end, so this goes round until `max` is reached.
    for (const [key, items] of this.#byKey) {
      if (taken.length === max) break;
      taken.push(...items.splice(0, Math.min(turn, max - taken.length)));
      this.#byKey.delete(key);
      if (items.length > 0) this.#byKey.set(key, items);
    }
    this.#length -= taken.length;
    return taken;
  }
}
