import { useQuery } from '@apollo/client/react';
import { Text } from '@mantine/core';
import { graphql } from '../../generated/gql.ts';
import { say } from '../../language/say.ts';

/** Others' actions move it too, of which the page is not told. */
const POLL_INTERVAL_MS = 3_000;

const QUEUE_PLACE = graphql(`
  query QueuePlace($id: ID!) {
    action(id: $id) {
      id
      queuePosition
    }
  }
`);

/** How many actions begin before a queued one. */
export function QueuePlace({ id }: { readonly id: string }) {
  const { data } = useQuery(QUEUE_PLACE, {
    variables: { id },
    pollInterval: POLL_INTERVAL_MS,
    fetchPolicy: 'no-cache',
  });
  const position = data?.action?.queuePosition ?? null;
  if (position === null) return null;
  return <Text c="dimmed">{position === 0 ? say('stage.nextInQueue') : say('stage.queuePlace', { position })}</Text>;
}
