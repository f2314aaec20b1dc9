import { graphql } from '../generated/gql.ts';
import type { GrantCreditsInput } from '../generated/graphql.ts';
import { type IdempotentSender, useIdempotentSend } from '../api/use-idempotent-send.ts';

export const GRANT_CREDITS = graphql(`
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

/** The input of a grant, without its project and key. */
export type GrantFields = Omit<GrantCreditsInput, 'projectId' | 'idempotencyKey'>;

export interface Granting extends Omit<IdempotentSender<unknown, unknown>, 'send'> {
  /** Resolves to whether the credits were granted. */
  readonly grant: (fields: GrantFields) => Promise<boolean>;
}

/** Grants credits to a project, once for each intent. */
export function useGrant(projectId: string): Granting {
  const { send, ...state } = useIdempotentSend(GRANT_CREDITS, `grant ${projectId}`, ({ grantCredits: result }) =>
    result.__typename === 'GrantedCredits' ? null : result,
  );
  return { ...state, grant: async (fields) => (await send({ projectId, ...fields })) !== null };
}
