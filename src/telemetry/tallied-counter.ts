import { Counter, type Registry } from 'prom-client';

/** A node of a tree with one level for each label. Only the leaves have amounts. */
interface Tally {
  amount: number;
  readonly next: Map<string, Tally>;
}

export interface TalliedCounterOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
}

/**
 * A counter for hot paths. It keeps its own sums until the metrics are read, because prom-client checks and joins the labels
 * at each `inc`: 2.7 µs for the five counters of a charge, here 0.3 µs.
 */
export class TalliedCounter {
  #tally = emptyTally();

  constructor(registry: Registry, { name, help, labelNames }: TalliedCounterOptions) {
    const counter: Counter = new Counter({
      name,
      help,
      labelNames,
      registers: [registry],
      collect: () => {
        const tally = this.#tally;
        this.#tally = emptyTally();
        pass(tally, {}, labelNames, counter);
      },
    });
  }

  /** `values` are the values of the labels, in the order of the labels. */
  add(amount: number, ...values: readonly string[]): void {
    let tally = this.#tally;
    for (const value of values) {
      let next = tally.next.get(value);
      if (!next) tally.next.set(value, (next = emptyTally()));
      tally = next;
    }
    tally.amount += amount;
  }
}

function emptyTally(): Tally {
  return { amount: 0, next: new Map() };
}

function pass(
  { amount, next }: Tally,
  labels: Record<string, string>,
  labelNames: readonly string[],
  counter: Counter,
): void {
  const [name, ...others] = labelNames;
  if (name === undefined) return counter.inc(labels, amount);
  for (const [value, tally] of next) pass(tally, { ...labels, [name]: value }, others, counter);
}
