import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { SetContextLink } from '@apollo/client/link/context';
import { ErrorLink } from '@apollo/client/link/error';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { isUnauthenticated } from '../errors/error-code.ts';
import { LiveBalances } from './live-balances.ts';
import { createCache } from './cache.ts';
import { Connection } from './connection.ts';
import { keepNewestBalances, NewestBalances } from './newest-balances.ts';
import { refetchAllPages } from './refetch-all-pages.ts';
import { retryUnavailable } from './retry-unavailable.ts';
import { type BearerToken, openSocket } from './socket.ts';

/** The API for one credential: queries and mutations over HTTP, subscriptions over one WebSocket. */
export interface Api {
  readonly client: ApolloClient;
  readonly connection: Connection;
  readonly balances: LiveBalances;
  close(): void;
}

/** `ended` is called whenever the server does not take the credential (any more). */
export function openApi(bearer: BearerToken, ended: () => void): Api {
  const newest = new NewestBalances();
  const connection = new Connection();
  const closing = new AbortController();
  const socket = openSocket({ bearer, connection, ended, closing: closing.signal });
  const http = ApolloLink.from([
    new ErrorLink(({ error }) => {
      if (isUnauthenticated(error) && !bearer.isDue) ended(); // otherwise the token is only due for renewal
    }),
    refetchAllPages(),
    keepNewestBalances(newest),
    retryUnavailable(),
    new SetContextLink(async () => ({ headers: { authorization: await bearer.authorization() } })),
    new HttpLink({ uri: '/graphql', credentials: 'omit' }),
  ]);
  const client = new ApolloClient({
    cache: createCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      http,
    ),
    devtools: { enabled: false },
    // The answer to an equal query that is in flight may have been read before the change for which a component refetches.
    queryDeduplication: false,
    // A page that is opened again shows the cached data at once, then the current data.
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  });
  connection.resume = async () => {
    await client.refetchQueries({ include: 'active' });
  };
  return {
    client,
    connection,
    balances: new LiveBalances({ client, socket, newest }),
    close() {
      bearer.close();
      connection.close();
      closing.abort();
      client.stop();
    },
  };
}
