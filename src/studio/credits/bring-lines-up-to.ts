import type { ApolloCache, Reference } from '@apollo/client';
import type { TransactionLineFragment } from '../generated/graphql.ts';
import { filterOf, isWanted } from './line-filter.ts';
import { TRANSACTION_LINE } from './transaction-line.ts';

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
