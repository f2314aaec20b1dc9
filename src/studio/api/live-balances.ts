import { type ApolloClient, CombinedGraphQLErrors } from '@apollo/client';
import { print } from 'graphql';
import type { Client } from 'graphql-ws';
import type { NewestBalances } from './newest-balances.ts';
import type { BalanceChangedSubscription } from '../generated/graphql.ts';
import { type BalanceUpdate, bringLinesUpTo } from './bring-lines-up-to.ts';
import { errorCode } from '../errors/error-code.ts';
import { graphql } from '../generated/gql.ts';

const RESUBSCRIBE_MS = 1_000;
const KEPT_MAX = 100;

export interface LiveBalancesOptions {
  readonly client: ApolloClient;
  readonly socket: Client;
  readonly newest: NewestBalances;
}

interface Watched {
  watchers: number;
  /** Of the last message; undefined before the first. */
  sequence: number | undefined;
  /** The last updates, oldest first. */
  readonly updates: BalanceUpdate[];
  stop: () => void;
}

/**
 * Writes every change of the watched projects' balances into the cache as the server tells it: the first message is the
 * present balance, and after a cut the server goes on behind the last sequence that was seen. However many components watch
 * a project, there is one subscription.
 */
export class LiveBalances {
  readonly #options: LiveBalancesOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #listeners = new Set<() => void>();

  constructor(options: LiveBalancesOptions) {
    this.#options = options;
  }

  /** Answers how to stop. */
  watch(projectId: string): () => void {
    const watched = this.#watched.get(projectId) ?? this.#begin(projectId);
    watched.watchers += 1;
    return () => {
      watched.watchers -= 1;
      if (watched.watchers > 0) return;
      this.#watched.delete(projectId);
      watched.stop();
    };
  }

  /** Calls `changed` after each change of a watched project. Returns a function that unsubscribes. */
  onChange(changed: () => void): () => void {
    this.#listeners.add(changed);
    return () => this.#listeners.delete(changed);
  }

  /** Applies the last updates to lists that were loaded since. A line that a list already contains is not added twice. */
  applyUpdatesAgain(projectId: string): void {
    for (const update of this.#watched.get(projectId)?.updates ?? [])
      bringLinesUpTo(this.#options.client.cache, update);
  }

  #begin(projectId: string): Watched {
    const watched: Watched = { watchers: 0, sequence: undefined, updates: [], stop: () => {} };
    this.#watched.set(projectId, watched);
    this.#subscribe(projectId, watched);
    return watched;
  }

  #subscribe(projectId: string, watched: Watched): void {
    // The socket serialises them each time it sends the subscription: after a cut with the sequence of that moment.
    const variables = {
      projectId,
      get afterSequence() {
        return watched.sequence;
      },
    };
    const { client, socket } = this.#options;
    const query = print(client.documentTransform.transformDocument(BALANCE_CHANGED)); // the cache needs __typename
    watched.stop = socket.subscribe<BalanceChangedSubscription>(
      { query, variables },
      {
        next: ({ data }) => {
          if (data) this.#take(data.balanceChanged, watched);
        },
        error: (error) => {
          if (!isFinal(error)) this.#subscribeLater(projectId, watched);
        },
        complete: () => {},
      },
    );
  }

  /** The server ends a subscription that fell behind, or while its database is away. */
  #subscribeLater(projectId: string, watched: Watched): void {
    const waiting = setTimeout(() => this.#subscribe(projectId, watched), RESUBSCRIBE_MS);
    watched.stop = () => clearTimeout(waiting);
  }

  #take({ projectId, transaction, ...received }: BalanceChangedSubscription['balanceChanged'], watched: Watched): void {
    const { client, newest } = this.#options;
    watched.sequence = received.sequence;
    const { balance, sequence } = newest.newestOf(projectId, received);
    client.cache.modify({
      id: client.cache.identify({ __typename: 'Project', id: projectId }),
      fields: {
        balance: () => balance,
        sequence: () => sequence,
        lastActivityAt: (known: string) => laterOf(known, transaction?.createdAt),
      },
    });
    const update = { projectId, sequence: received.sequence, line: transaction ?? null };
    watched.updates.push(update);
    if (watched.updates.length > KEPT_MAX) watched.updates.shift();
    bringLinesUpTo(client.cache, update);
    for (const changed of this.#listeners) changed();
  }
}

/** The project is not there for this credential (any more): asking again would be answered likewise. */
function isFinal(error: unknown): boolean {
  if (!Array.isArray(error)) return false; // the socket failed, not the subscription
  const code = errorCode(new CombinedGraphQLErrors({ errors: error }));
  return code === 'NOT_FOUND' || code === 'FORBIDDEN' || code === 'BAD_USER_INPUT';
}

function laterOf(known: string, candidate: string | undefined): string {
  return candidate !== undefined && Date.parse(candidate) > Date.parse(known) ? candidate : known;
}

export const BALANCE_CHANGED = graphql(`
  subscription BalanceChanged($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) {
      projectId
      balance
      sequence
      transaction {
        ...TransactionLine
      }
    }
  }
`);

/** The fields that every query of a balance requests: the sequence tells which of two balances is newer. */
export const PROJECT_BALANCE = graphql(`
  fragment ProjectBalance on Project {
    id
    balance
    sequence
    lowBalanceThreshold
  }
`);
