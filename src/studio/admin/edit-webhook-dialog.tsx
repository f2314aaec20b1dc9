import { Modal } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import { say } from '../language/say.ts';
import type { ListedWebhook } from './use-webhooks.ts';
import { WebhookForm, type WebhookInput } from './webhook-form.tsx';

const EDIT_WEBHOOK = graphql(`
  mutation EditWebhook($input: UpdateWebhookEndpointInput!) {
    updateWebhookEndpoint(input: $input) {
      id
      url
      events
      failingSince
    }
  }
`);

/** Changes where a webhook is sent, and which events. */
export function EditWebhookDialog({ webhook, onClose }: { webhook: ListedWebhook; onClose: () => void }) {
  const { send, isSending, error } = useSend(EDIT_WEBHOOK);
  const edit = async (input: WebhookInput) => {
    if (await send({ input: { id: webhook.id, ...input } })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say('webhooks.changeTitle')}>
      <WebhookForm
        before={webhook}
        submitLabel={say('webhooks.save')}
        error={error}
        isSending={isSending}
        onSubmit={(input) => void edit(input)}
        onCancel={onClose}
      />
    </Modal>
  );
}
