/** Apollo Client with a live balance in its cache. */
import { ApolloClient, ApolloLink, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import type { Client } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';

export interface Balance {
  readonly projectId: string;
  readonly balance: number;
  readonly sequence: number;
}

const BALANCE_CHANGED: TypedDocumentNode<{ balanceChanged: Balance }, { projectId: string }> = gql`
  subscription Balance($projectId: ID!) {
    balanceChanged(projectId: $projectId) {
      projectId
      balance
      sequence
    }
  }
`;

const BALANCE = gql`
  fragment Balance on Project {
    balance
    sequence
  }
`;

/** Subscriptions go over the socket, everything else over HTTP. */
export function openApollo(url: string, secret: string, socket: Client): ApolloClient {
  return new ApolloClient({
    cache: new InMemoryCache(),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(socket),
      new HttpLink({ uri: url, headers: { authorization: `Bearer ${secret}` } }),
    ),
  });
}

/** Keeps the project's balance in the cache current, and so every query that shows it. Returns how to stop. */
export function followBalance(client: ApolloClient, projectId: string, onBalance: (balance: Balance) => void) {
  let newest = -1;
  const following = client.subscribe({ query: BALANCE_CHANGED, variables: { projectId } }).subscribe(({ data }) => {
    const change = data?.balanceChanged;
    if (!change || change.sequence <= newest) return; // the present balance, told again by a reconnection
    newest = change.sequence;
    const { balance, sequence } = change;
    client.cache.writeFragment({
      id: client.cache.identify({ __typename: 'Project', id: projectId }),
      fragment: BALANCE,
      data: { __typename: 'Project', balance, sequence },
    });
    onBalance(change);
  });
  return () => following.unsubscribe();
}
