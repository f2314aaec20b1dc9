import { Modal, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { type ListedWebhook, useWebhooksAgain } from './use-webhooks.ts';

const DELETE_WEBHOOK = graphql(`
  mutation DeleteWebhook($id: ID!) {
    deleteWebhookEndpoint(id: $id)
  }
`);

/** Deletes a webhook once one has read what goes with it. */
export function DeleteWebhookDialog({ webhook, onClose }: { webhook: ListedWebhook; onClose: () => void }) {
  const { send, isSending, error } = useSend(DELETE_WEBHOOK);
  const again = useWebhooksAgain();
  const remove = async () => {
    if (!(await send({ id: webhook.id }))) return;
    onClose();
    await again();
  };
  return (
    <Modal opened onClose={onClose} title={say('webhooks.deleteTitle')}>
      <Stack gap="md">
        <Text style={{ overflowWrap: 'anywhere' }}>{say('webhooks.deleteHint', { url: webhook.url })}</Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons
          submitLabel={say('webhooks.deleteWebhook')}
          onSubmit={() => void remove()}
          isSending={isSending}
          cancelLabel={say('webhooks.keepIt')}
          onCancel={onClose}
        />
      </Stack>
    </Modal>
  );
}
