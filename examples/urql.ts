/** urql with a live balance that loses no change. */
import { Client, fetchExchange, gql, subscriptionExchange, type TypedDocumentNode } from '@urql/core';
import type { Client as Socket } from 'graphql-ws';
import { ResumableVariables } from './resumable-variables.ts';

export interface Balance {
  readonly balance: number;
  readonly sequence: number;
}

const BALANCE_CHANGED: TypedDocumentNode<{ balanceChanged: Balance }, ResumableVariables['variables']> = gql`
  subscription Balance($projectId: ID!, $afterSequence: Int) {
    balanceChanged(projectId: $projectId, afterSequence: $afterSequence) {
      balance
      sequence
    }
  }
`;

/** Subscriptions go over the socket, everything else over HTTP. */
export function openUrql(url: string, secret: string, socket: Socket): Client {
  return new Client({
    url,
    preferGetMethod: false,
    fetchOptions: { headers: { authorization: `Bearer ${secret}` } },
    exchanges: [
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables }) => ({
          subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
        }),
      }),
    ],
  });
}

/** Tells the present balance, then every change in order. Returns how to stop. */
export function followBalance(client: Client, projectId: string, onBalance: (balance: Balance) => void) {
  const resumable = new ResumableVariables(projectId);
  const following = client.subscription(BALANCE_CHANGED, resumable.variables).subscribe(({ data }) => {
    if (!data) return;
    resumable.saw(data.balanceChanged.sequence);
    onBalance(data.balanceChanged);
  });
  return () => following.unsubscribe();
}
