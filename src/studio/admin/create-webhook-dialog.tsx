import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import { ShownOnce } from './shown-once.tsx';
import { useWebhooksAgain } from './use-webhooks.ts';
import { WebhookForm, type WebhookInput } from './webhook-form.tsx';
import { SECRET_ADVICE } from './webhook-words.ts';

const CREATE_WEBHOOK = graphql(`
  mutation CreateWebhook($input: CreateWebhookEndpointInput!) {
    createWebhookEndpoint(input: $input) {
      secret
    }
  }
`);

const TO_BEGIN_WITH: WebhookInput = { url: '', events: ['BALANCE_LOW', 'BALANCE_DEPLETED'] };

/** Makes a webhook, and shows its secret, once. */
export function CreateWebhookDialog({ onClose }: { onClose: () => void }) {
  const { send, isSending, error } = useSend(CREATE_WEBHOOK);
  const again = useWebhooksAgain();
  const [secret, setSecret] = useState<string | null>(null);
  const create = async (input: WebhookInput) => {
    const answer = await send({ input });
    if (!answer) return;
    setSecret(answer.createWebhookEndpoint.secret);
    await again();
  };
  const isMade = secret !== null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={isMade ? 'The secret of the webhook' : 'New webhook'}
      closeOnClickOutside={!isMade}
      closeOnEscape={!isMade}
      withCloseButton={!isMade}
    >
      {isMade ? (
        <ShownOnce secret={secret} name="secret" advice={SECRET_ADVICE} onDone={onClose} />
      ) : (
        <WebhookForm
          before={TO_BEGIN_WITH}
          submitLabel="Make webhook"
          error={error}
          isSending={isSending}
          onSubmit={(input) => void create(input)}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
