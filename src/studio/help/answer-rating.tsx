import { useMutation } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';

const RATE = graphql(`
  mutation RateAnswer($input: RateAnswerInput!) {
    rateAnswer(input: $input) {
      isHelpful
    }
  }
`);

/** Asks whether an answer helped. Nothing is lost where that cannot be recorded, so nothing is said then. */
export function AnswerRating({ question }: { question: string }) {
  const [rate, { called }] = useMutation(RATE);
  const say = (isHelpful: boolean) => {
    rate({ variables: { input: { question, isHelpful } } }).catch(() => undefined);
  };
  if (called) {
    return (
      <Text size="sm" c="dimmed" role="status">
        Thank you.
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        Was this helpful?
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => say(true)}>
        Yes
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => say(false)}>
        No
      </Button>
    </Group>
  );
}
