import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
import { graphql } from '../generated/gql.ts';
import type { AutoTopUpInput, AutoTopUpQuery } from '../generated/graphql.ts';

export const TOP_UP_OF_PROJECT = graphql(`
  fragment TopUpOfProject on Project {
    id
    name
    archivedAt
    autoTopUp {
      threshold
      creditPack {
        id
        title
        credits
        amount {
          minor
          currency
        }
      }
      monthlyLimit {
        minor
        currency
      }
      spentThisMonth {
        minor
        currency
      }
      state
      failure {
        message
      }
      nextAttemptAt
    }
  }
`);

const AUTO_TOP_UP = graphql(`
  query AutoTopUp($projectId: ID!) {
    project(id: $projectId) {
      ...TopUpOfProject
    }
  }
`);

const SET_AUTO_TOP_UP = graphql(`
  mutation SetAutoTopUp($input: SetAutoTopUpInput!) {
    setAutoTopUp(input: $input) {
      __typename
      ... on AutoTopUpSet {
        project {
          ...TopUpOfProject
        }
      }
      ...Refusal
    }
  }
`);

const FOLLOW_MS = 10_000; // its state is not pushed

export type TopUpProject = NonNullable<AutoTopUpQuery['project']>;
export type TopUp = NonNullable<TopUpProject['autoTopUp']>;

/** The project with its automatic top-up; undefined until the server has answered. */
export function useAutoTopUp(projectId: string): TopUpProject | undefined {
  const { data } = useQuery(AUTO_TOP_UP, {
    variables: { projectId },
    pollInterval: FOLLOW_MS,
    fetchPolicy: 'cache-and-network',
  });
  return data?.project ?? undefined;
}

/** Sets or ends an automatic top-up. The request is idempotent, so it needs no key. */
export function useSetAutoTopUp(projectId: string) {
  const { send, isSending, error } = useSend(SET_AUTO_TOP_UP);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  /** Whether it was set. */
  const set = async (autoTopUp: AutoTopUpInput | null): Promise<boolean> => {
    setRefusal(null);
    const result = await send({ input: { projectId, autoTopUp } });
    if (!result) return false;
    if (result.setAutoTopUp.__typename === 'AutoTopUpSet') return true;
    setRefusal(refusalSentence(result.setAutoTopUp));
    return false;
  };
  return { set, isSending, refusal, failure: error ? errorSentence(error) : null };
}
