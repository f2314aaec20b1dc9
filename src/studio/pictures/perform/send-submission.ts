import type { ApolloClient } from '@apollo/client';
import type { PerformOutcomeFragment, PerformPromptMutation } from '../../generated/graphql.ts';
import { PERFORM, type Submission } from './perform-operations.ts';

/** Sends one action. The same key is answered as the first time. */
export async function sendSubmission(
  client: ApolloClient,
  { kind, input }: Submission,
  idempotencyKey: string,
): Promise<PerformOutcomeFragment> {
  const { data } = await client.mutate<PerformPromptMutation>({
    mutation: PERFORM[kind], // the four differ in their input alone
    variables: { input: { ...input, idempotencyKey } },
  });
  if (!data) throw new Error('the answer has no data');
  return data.outcome;
}
