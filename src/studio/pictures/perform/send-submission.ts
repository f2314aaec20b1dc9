import type { ApolloClient } from '@apollo/client';
import type { PerformOutcomeFragment, PerformPromptMutation } from '../../generated/graphql.ts';
import { PERFORM, type Submission } from './perform-operations.ts';

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
