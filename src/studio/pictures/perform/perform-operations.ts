import { graphql } from '../../generated/gql.ts';
import type {
  PerformBackgroundInput,
  PerformExpandInput,
  PerformOutcomeFragment,
  PerformPromptEditInput,
  PerformPromptInput,
  PerformPromptMutation,
} from '../../generated/graphql.ts';
import type { ApolloClient } from '@apollo/client';

type WithoutKey<Input> = Omit<Input, 'idempotencyKey'>;

/** The kind and the input of an action, without its idempotency key. */
export type Submission =
  | { readonly kind: 'PROMPT'; readonly input: WithoutKey<PerformPromptInput> }
  | { readonly kind: 'PROMPT_EDIT'; readonly input: WithoutKey<PerformPromptEditInput> }
  | { readonly kind: 'BACKGROUND'; readonly input: WithoutKey<PerformBackgroundInput> }
  | { readonly kind: 'EXPAND'; readonly input: WithoutKey<PerformExpandInput> };

/** The result of each of the four mutations, which use the same alias. */
export const PERFORM_OUTCOME = graphql(`
  fragment PerformOutcome on PerformActionResult {
    __typename
    ... on PerformedAction {
      action {
        ...ActionTile
      }
      project {
        ...ProjectBalance
      }
      transaction {
        id
        amount
        balanceAfter
      }
    }
    ...Refusal
  }
`);

const PERFORM_PROMPT = graphql(`
  mutation PerformPrompt($input: PerformPromptInput!) {
    outcome: performPrompt(input: $input) {
      ...PerformOutcome
    }
  }
`);

const PERFORM_PROMPT_EDIT = graphql(`
  mutation PerformPromptEdit($input: PerformPromptEditInput!) {
    outcome: performPromptEdit(input: $input) {
      ...PerformOutcome
    }
  }
`);

const PERFORM_BACKGROUND = graphql(`
  mutation PerformBackground($input: PerformBackgroundInput!) {
    outcome: performBackground(input: $input) {
      ...PerformOutcome
    }
  }
`);

const PERFORM_EXPAND = graphql(`
  mutation PerformExpand($input: PerformExpandInput!) {
    outcome: performExpand(input: $input) {
      ...PerformOutcome
    }
  }
`);

export const PERFORM = {
  PROMPT: PERFORM_PROMPT,
  PROMPT_EDIT: PERFORM_PROMPT_EDIT,
  BACKGROUND: PERFORM_BACKGROUND,
  EXPAND: PERFORM_EXPAND,
} as const;

/** Sends one action. A repeated idempotency key returns the first result. */
export async function sendSubmission(
  client: ApolloClient,
  { kind, input }: Submission,
  idempotencyKey: string,
): Promise<PerformOutcomeFragment> {
  const { data } = await client.mutate<PerformPromptMutation>({
    mutation: PERFORM[kind], // the four mutations differ only in their input
    variables: { input: { ...input, idempotencyKey } },
  });
  if (!data) throw new Error('the response has no data');
  return data.outcome;
}
