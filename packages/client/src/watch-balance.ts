import type { Client } from 'graphql-ws';
import type { ClientBalanceChangedSubscription } from './generated/graphql.ts';
import { BALANCE_CHANGED } from './operations.ts';

export type Balance = ClientBalanceChangedSubscription['balanceChanged'];

export interface WatchOptions {
  /** The last known sequence; without it, the first value is the current balance. */
  readonly afterSequence?: number;
  /** Ends the iteration. */
  readonly signal?: AbortSignal;
}

/** Yields the current balance, then every change once and in order. After a reconnection it resumes after the last one yielded. */
export async function* watchBalance(
  socket: Client,
  projectId: string,
  { afterSequence, signal }: WatchOptions,
): AsyncGenerator<Balance, void, undefined> {
  let seen = afterSequence;
  const variables = {
    projectId,
    // A getter, because the variables are serialized at each connection.
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
