import { ApolloLink } from '@apollo/client';
import { tap } from 'rxjs';

/** A balance and the line of the ledger that left it. The higher sequence is the newer balance. */
export interface KnownBalance {
  readonly sequence: number;
  readonly balance: number;
}

/**
 * Delays no response, but keeps balances from going backwards: a response over HTTP may have been written before a change that the
 * socket has sent already.
 */
export class NewestBalances {
  readonly #known = new Map<string, KnownBalance>();

  /** The newer one of the received and the known balance. */
  newestOf(projectId: string, received: KnownBalance): KnownBalance {
    const known = this.#known.get(projectId);
    if (known && known.sequence > received.sequence) return known;
    const newest = { sequence: received.sequence, balance: received.balance };
    this.#known.set(projectId, newest);
    return newest;
  }
}

/** Puts the newest known balance into every project of a response that tells both its balance and its sequence. */
export function keepNewestBalances(newest: NewestBalances): ApolloLink {
  return new ApolloLink((operation, forward) =>
    forward(operation).pipe(tap(({ data }) => bringUpToDate(data, newest))),
  );
}

/** Updates the response in place, before anything else reads it: copying one with hundreds of pictures takes milliseconds. */
function bringUpToDate(value: unknown, newest: NewestBalances): void {
  if (typeof value !== 'object' || value === null) return;
  if (isProjectWithBalance(value)) Object.assign(value, newest.newestOf(value.id, value));
  for (const field of Object.values(value)) bringUpToDate(field, newest);
}

function isProjectWithBalance(value: object): value is { id: string; balance: number; sequence: number } {
  return (
    '__typename' in value &&
    value.__typename === 'Project' &&
    'id' in value &&
    typeof value.id === 'string' &&
    'balance' in value &&
    typeof value.balance === 'number' &&
    'sequence' in value &&
    typeof value.sequence === 'number'
  );
}
