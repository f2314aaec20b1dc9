import { compareCosts } from '../ledger/charge-costs.ts';
import type { Bench } from '../section.ts';

/** Measures what hashing each line costs: charges as the program makes them, and charges on a database without hashes. */
export function hashesSection(bench: Bench) {
  return compareCosts(bench, {
    cases: [{ contender: 'darkroom with jobs', tables: 'ours', what: 'charges with hashes' }],
    baseline: { contender: 'darkroom without hashes', tables: 'ours without hashes' },
    without: 'without hashes',
    atMost: 1.1,
  });
}
