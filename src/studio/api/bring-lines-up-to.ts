import type { ApolloCache, Reference } from '@apollo/client';
import type { CreditTransactionFilter, TransactionLineFragment } from '../generated/graphql.ts';
import { graphql } from '../generated/gql.ts';

interface CachedEdge {
  readonly __typename: 'CreditTransactionEdge';
  readonly cursor: string;
  readonly node: Reference;
}

interface CachedLines {
  readonly edges: readonly CachedEdge[];
}

export interface BalanceUpdate {
  readonly projectId: string;
  readonly sequence: number;
  /** Null if the server sent only the balance. */
  readonly line: TransactionLineFragment | null;
}

/**
 * Puts a new line on top of the project's lists that are in the cache and want it. A list without a filter that lacks a line
 * below it is dropped, and asked for again by whoever shows it; of a filtered one nobody can tell.
 */
export function bringLinesUpTo(cache: ApolloCache, { projectId, sequence, line }: BalanceUpdate): void {
  const node = line && cache.writeFragment({ fragment: TRANSACTION_LINE, fragmentName: 'TransactionLine', data: line });
  cache.modify<{ transactions: CachedLines }>({
    id: cache.identify({ __typename: 'Project', id: projectId }),
    fields: {
      transactions(lines, { storeFieldName, readField, DELETE }) {
        if (!('edges' in lines)) return lines;
        const [newest] = lines.edges;
        const newestSequence = newest ? Number(readField('sequence', newest.node)) : 0;
        if (newestSequence >= sequence) return lines;
        const filter = filterOf(storeFieldName);
        if (filter && !(line && isWanted(line, filter))) return lines;
        if (!node || (!filter && newestSequence + 1 < sequence)) return DELETE;
        const edge: CachedEdge = { __typename: 'CreditTransactionEdge', cursor: '', node };
        return { ...lines, edges: [edge, ...lines.edges] };
      },
    },
  });
}

/** The filter of a list in the cache, whose name there is `transactions:{"filter":{…},"first":25}`; null where it has none. */
export function filterOf(storeFieldName: string): CreditTransactionFilter | null {
  const keys = storeFieldName.slice(storeFieldName.indexOf(':') + 1);
  if (!keys.startsWith('{')) return null;
  const { filter = null } = JSON.parse(keys) as { filter?: CreditTransactionFilter | null }; // as the cache wrote it
  return filter;
}

/** Whether the server would include the transaction in a list with this filter. */
export function isWanted(line: TransactionLineFragment, filter: CreditTransactionFilter): boolean {
  const { kinds, actionKinds, actors, from, to } = filter;
  const at = Date.parse(line.createdAt);
  return (
    (!kinds || kinds.includes(line.kind)) &&
    (!actionKinds || (line.action !== null && line.action !== undefined && actionKinds.includes(line.action.kind))) &&
    (!actors || actors.includes(line.actor)) &&
    (!from || at >= Date.parse(from)) &&
    (!to || at < Date.parse(to))
  );
}

/** The fields of a transaction in the history. Pushed transactions have the same fields, so that they can be inserted into the list. */
const TRANSACTION_LINE = graphql(`
  fragment TransactionLine on CreditTransaction {
    id
    sequence
    kind
    amount
    balanceAfter
    actor
    note
    createdAt
    grant {
      id
      source
      note
    }
    action {
      id
      kind
      status
      refund {
        id
      }
      prompt
      background
      image {
        id
        url(width: 96)
      }
    }
  }
`);
