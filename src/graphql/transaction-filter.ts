import { z } from 'zod';
import { checkInput, invalid } from '../input/invalid-input.ts';
import { ACTOR_CHARACTERS_MAX, text } from '../input/rules.ts';
import type { EntryFilter } from '../ledger/queries/entries.ts';
import { ACTORS_MAX, type CreditTransactionFilter } from './credit-transaction.types.ts';

const rules = z.object({
  actors: z.array(text(ACTOR_CHARACTERS_MAX)).max(ACTORS_MAX, `must be at most ${ACTORS_MAX} names`),
});

/** What is left out does not narrow. Throws InvalidInputError. */
export function readTransactionFilter(filter: CreditTransactionFilter | null | undefined): EntryFilter {
  const { kinds = null, actionKinds = null, actors = null } = filter ?? {};
  return {
    kinds: kinds && [...new Set(kinds)],
    actionKinds: actionKinds && [...new Set(actionKinds)],
    actors: actors && checkInput(rules, { actors }).actors,
    ...readRange(filter),
  };
}

export interface Range {
  readonly from?: number | null;
  readonly to?: number | null;
}

/** A range that ends before it begins is a mistake of the caller's, not an empty list. */
export function readRange(range: Range | null | undefined): { from: number | null; to: number | null } {
  const { from = null, to = null } = range ?? {};
  if (from !== null && to !== null && to <= from) throw invalid('filter.to', 'must be later than filter.from');
  return { from, to };
}
