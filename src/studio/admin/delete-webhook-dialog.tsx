import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
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
    <ConfirmDialog
      title={say('webhooks.deleteTitle')}
      hint={say('webhooks.deleteHint', { url: webhook.url })}
      error={error}
      submitLabel={say('webhooks.deleteWebhook')}
      onConfirm={() => void remove()}
      isSending={isSending}
      cancelLabel={say('webhooks.keepIt')}
      onClose={onClose}
    />
  );
}
