import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';
import { ShownOnce } from '../look/shown-once.tsx';
import { useWebhooksAgain } from './use-webhooks.ts';
import { WebhookForm, type WebhookInput } from './webhook-form.tsx';

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
    const result = await send({ input });
    if (!result) return;
    setSecret(result.createWebhookEndpoint.secret);
    await again();
  };
  const isMade = secret !== null;
  return (
    <Modal
      opened
      onClose={onClose}
      title={say(isMade ? 'webhooks.secretTitle' : 'webhooks.newWebhook')}
      closeOnClickOutside={!isMade}
      closeOnEscape={!isMade}
      withCloseButton={!isMade}
    >
      {isMade ? (
        <ShownOnce secret={secret} name="secret" advice={say('webhooks.secretAdvice')} onDone={onClose} />
      ) : (
        <WebhookForm
          before={TO_BEGIN_WITH}
          submitLabel={say('webhooks.make')}
          error={error}
          isSending={isSending}
          onSubmit={(input) => void create(input)}
          onCancel={onClose}
        />
      )}
    </Modal>
  );
}
