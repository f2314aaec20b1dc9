import type { TypedDocumentNode } from '@apollo/client';
import { useState } from 'react';
import { useIntent } from '../api/use-intent.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
import type { RefusalFragment } from '../generated/graphql.ts';

export interface Posting<Fields> {
  readonly isSending: boolean;
  readonly refusal: Sentence | null;
  readonly failure: Sentence | null;
  readonly forget: () => void;
  /** Whether the credits have moved. */
  readonly post: (fields: Fields) => Promise<boolean>;
}

/** Moves credits, once for each intent. `name` tells what it is about, such as "grant prj_…". */
export function usePosting<Data, Input extends { readonly idempotencyKey: string }>(
  document: TypedDocumentNode<Data, { readonly input: Input }>,
  name: string,
  refusalOf: (result: Data) => RefusalFragment | null,
): Posting<Omit<Input, 'idempotencyKey'>> {
  const intent = useIntent(name);
  const { send, isSending, error, reset } = useSend(document);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  return {
    isSending,
    refusal,
    failure: error ? errorSentence(error) : null,
    forget: () => {
      setRefusal(null);
      reset();
    },
    post: async (fields) => {
      setRefusal(null);
      const input = { ...fields, idempotencyKey: intent.keyFor(fields) } as Input; // its key was all that it lacked
      const result = await send({ input });
      if (!result) return false;
      intent.settle();
      const refused = refusalOf(result);
      if (refused) setRefusal(refusalSentence(refused));
      return refused === null;
    },
  };
}
