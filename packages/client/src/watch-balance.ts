import type { Client } from 'graphql-ws';
import type { ClientBalanceChangedSubscription } from './generated/graphql.ts';
import { BALANCE_CHANGED } from './operations.ts';

export type Balance = ClientBalanceChangedSubscription['balanceChanged'];

export interface WatchOptions {
  /** The last sequence that was seen; without it the first is the present balance. */
  readonly afterSequence?: number;
  /** Ends the loop. */
  readonly signal?: AbortSignal;
}

/** The present balance, then every change in order, each once. After a cut it goes on behind the last that was seen. */
export async function* watchBalance(
  socket: Client,
  projectId: string,
  { afterSequence, signal }: WatchOptions,
): AsyncGenerator<Balance, void, undefined> {
  let seen = afterSequence;
  const variables = {
    projectId,
    // Written anew at each connection, because the socket serializes it then.
    get afterSequence() {
      return seen;
    },
  };
  const query = BALANCE_CHANGED.toString();
  const results = socket.iterate<ClientBalanceChangedSubscription>({ query, variables });
  const stop = () => void results.return?.();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    if (signal?.aborted) return;
    for await (const { data, errors } of results) {
      if (!data) throw new Error(errors?.[0]?.message ?? 'a message without data');
      seen = data.balanceChanged.sequence;
      yield data.balanceChanged;
    }
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}
