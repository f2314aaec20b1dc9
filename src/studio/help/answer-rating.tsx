import { useMutation } from '@apollo/client/react';
import { Button, Group, Text } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';

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
  const rateAs = (isHelpful: boolean) => {
    rate({ variables: { input: { question, isHelpful } } }).catch(() => undefined);
  };
  if (called) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {say('help.thanks')}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        {say('help.wasHelpful')}
      </Text>
      <Button size="compact-xs" variant="default" onClick={() => rateAs(true)}>
        {say('help.yes')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => rateAs(false)}>
        {say('help.no')}
      </Button>
    </Group>
  );
}
