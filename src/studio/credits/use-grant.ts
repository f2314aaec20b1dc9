import { useState } from 'react';
import { useIntent } from '../api/use-intent.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
import { graphql } from '../generated/gql.ts';
import type { GrantCreditsInput } from '../generated/graphql.ts';

const GRANT_CREDITS = graphql(`
  mutation GrantCredits($input: GrantCreditsInput!) {
    grantCredits(input: $input) {
      __typename
      ... on GrantedCredits {
        project {
          ...ProjectBalance
        }
      }
      ...Refusal
    }
  }
`);

/** What is said of credits that come in. */
export type GrantFields = Omit<GrantCreditsInput, 'projectId' | 'idempotencyKey'>;

export interface Granting {
  readonly isSending: boolean;
  readonly refusal: Sentence | null;
  readonly failure: Sentence | null;
  readonly forget: () => void;
  /** Whether the credits came in. */
  readonly grant: (fields: GrantFields) => Promise<boolean>;
}

/** Brings credits into a project, once for each intent. */
export function useGrant(projectId: string): Granting {
  const intent = useIntent(`grant ${projectId}`);
  const { send, isSending, error, reset } = useSend(GRANT_CREDITS);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  return {
    isSending,
    refusal,
    failure: error ? errorSentence(error) : null,
    forget: () => {
      setRefusal(null);
      reset();
    },
    grant: async (fields) => {
      setRefusal(null);
      const input = { projectId, ...fields };
      const answer = (await send({ input: { ...input, idempotencyKey: intent.keyFor(input) } }))?.grantCredits;
      if (!answer) return false;
      intent.settle();
      if (answer.__typename !== 'GrantedCredits') setRefusal(refusalSentence(answer));
      return answer.__typename === 'GrantedCredits';
    },
  };
}
