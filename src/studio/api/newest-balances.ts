import { ApolloLink } from '@apollo/client';
import { map } from 'rxjs';

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
    forward(operation).pipe(
      map((result) => ({ ...result, data: withNewest(result.data, newest) as typeof result.data })), // of the same shape
    ),
  );
}

function withNewest(value: unknown, newest: NewestBalances): unknown {
  if (Array.isArray(value)) return value.map((item) => withNewest(item, newest));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withNewest(field, newest)]));
  return isProjectWithBalance(fields) ? { ...fields, ...newest.newestOf(fields.id, fields) } : fields;
}

function isProjectWithBalance(
  fields: Record<string, unknown>,
): fields is { id: string; balance: number; sequence: number } {
  return (
    fields['__typename'] === 'Project' &&
    typeof fields['id'] === 'string' &&
    typeof fields['balance'] === 'number' &&
    typeof fields['sequence'] === 'number'
  );
}
