import type { ApolloCache, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useState } from 'react';

export interface Sender<Data, Variables> {
  /**
   * The answer; null where there is none, and then `error` says why. It never throws. What is `expected` is shown until the
   * server has answered: never for what moves credits.
   */
  readonly send: (variables: Variables, expected?: Data) => Promise<Data | null>;
  readonly isSending: boolean;
  /** Of the last request; null where it was answered. */
  readonly error: unknown;
  /** Forgets the last error. */
  readonly reset: () => void;
}

const IDLE = { isSending: false, error: null };

/** Sends a mutation. What it answers about things with an id goes into the cache by itself; `update` does the rest. */
export function useSend<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  update?: (cache: ApolloCache, answer: Data) => void,
): Sender<Data, Variables> {
  const client = useApolloClient();
  const [state, setState] = useState<{ isSending: boolean; error: unknown }>(IDLE);
  const send = async (variables: Variables, expected?: Data) => {
    setState({ isSending: true, error: null });
    try {
      const { data } = await client.mutate<Data>({
        mutation: document,
        variables,
        ...(expected !== undefined && { optimisticResponse: expected }),
        update: (cache, answer) => {
          if (answer.data) update?.(cache, answer.data);
        },
      });
      setState(IDLE);
      return data ?? null;
    } catch (error) {
      setState({ isSending: false, error });
      return null;
    }
  };
  return { ...state, send, reset: () => setState(IDLE) };
}
