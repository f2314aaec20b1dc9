import type { ApolloCache, TypedDocumentNode } from '@apollo/client';
import { useState } from 'react';
import { useIntent } from './use-intent.ts';
import { useSend } from './use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
import type { RefusalFragment } from '../generated/graphql.ts';

export interface IdempotentSender<Data, Fields> {
  readonly isSending: boolean;
  readonly refusal: Sentence | null;
  readonly failure: Sentence | null;
  /** Removes the refusal and the failure. */
  readonly reset: () => void;
  /** Resolves to null if the request was refused or failed. */
  readonly send: (fields: Fields) => Promise<Data | null>;
}

/** Sends a mutation with an idempotency key, which stays the same until a response arrives. `name` identifies the intent, such as "grant prj_…". */
export function useIdempotentSend<Data, Input extends { readonly idempotencyKey: string }>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
  name: string,
  refusalOf: (result: Data) => RefusalFragment | null,
  update?: (cache: ApolloCache, result: Data) => void,
): IdempotentSender<Data, Omit<Input, 'idempotencyKey'>> {
  const intent = useIntent(name);
  const { send, isSending, error, reset } = useSend(document, update);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  return {
    isSending,
    refusal,
    failure: error ? errorSentence(error) : null,
    reset: () => {
      setRefusal(null);
      reset();
    },
    send: async (fields) => {
      setRefusal(null);
      const input = { ...fields, idempotencyKey: intent.keyFor(fields) } as Input; // only its key was missing
      const result = await send({ input });
      if (!result) return null;
      intent.finish();
      const refused = refusalOf(result);
      if (!refused) return result;
      setRefusal(refusalSentence(refused));
      return null;
    },
  };
}
