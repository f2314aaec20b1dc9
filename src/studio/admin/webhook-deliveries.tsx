import { Button, Table, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { ActionsHeader } from '../look/actions-header.tsx';
import { Age } from '../look/age.tsx';
import { formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { type ListedDelivery, useWebhooksAgain } from './use-webhooks.ts';
import { EVENT_WORD, outcomeOf } from './webhook-words.ts';
import flush from '../look/flush-table.module.css';
import classes from './webhook-card.module.css';

const REDELIVER = graphql(`
  mutation Redeliver($deliveryId: ID!) {
    redeliverWebhook(deliveryId: $deliveryId) {
      id
      status
      attempts
    }
  }
`);

/** The last events that one webhook was sent, each with the response and another try. */
export function WebhookDeliveries({ deliveries }: { deliveries: readonly ListedDelivery[] }) {
  if (deliveries.length === 0) return <Text c="dimmed">{say('webhooks.nothingSent')}</Text>;
  return (
    <Table aria-label={say('webhooks.deliveries')} className={flush.flush}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{say('webhooks.event')}</Table.Th>
          <Table.Th>{say('webhooks.outcome')}</Table.Th>
          <ActionsHeader />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {deliveries.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function DeliveryRow({ delivery }: { delivery: ListedDelivery }) {
  const { send, isSending, error } = useSend(REDELIVER);
  const again = useWebhooksAgain();
  const { id: deliveryId, event, createdAt, nextAttemptAt, attempts, status } = delivery;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        {say(EVENT_WORD[event])}
        <Text size="xs" c="dimmed" component="div">
          <Age of={createdAt} />
        </Text>
      </Table.Th>
      <Table.Td className={classes.outcome} data-failed={status === 'FAILED' || undefined}>
        {outcomeOf(delivery)}
        {nextAttemptAt !== null && attempts > 0 && (
          <Text size="xs" c="dimmed" component="div">
            {say('webhooks.nextTry', { at: formatInstant(nextAttemptAt) })}
          </Text>
        )}
        {error ? <Problem sentence={errorSentence(error)} /> : null}
      </Table.Td>
      <Table.Td ta="end">
        {attempts > 0 && (
          <Button
            size="xs"
            variant="default"
            loading={isSending}
            onClick={() => void send({ deliveryId }).then(again)}
            aria-label={say('webhooks.sendAgainOf', { event: say(EVENT_WORD[event]) })}
          >
            {say('webhooks.sendAgain')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
