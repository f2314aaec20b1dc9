import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
import { say } from '../language/say.ts';
import { ShownOnce } from '../look/shown-once.tsx';

const ROTATE_SECRET = graphql(`
  mutation RotateSecret($id: ID!) {
    rotateWebhookSecret(id: $id) {
      secret
    }
  }
`);

/** Gives a webhook another secret once one has read what that means, and shows it, once. */
export function RotateSecretDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { send, isSending, error } = useSend(ROTATE_SECRET);
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = async () => {
    const result = await send({ id });
    if (result) setSecret(result.rotateWebhookSecret.secret);
  };
  if (secret !== null) {
    return (
      <Modal
        opened
        onClose={onClose}
        title={say('webhooks.newSecretTitle')}
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        <ShownOnce secret={secret} name="secret" advice={say('webhooks.secretAdvice')} onDone={onClose} />
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      title={say('webhooks.makeSecretTitle')}
      hint={say('webhooks.rotateHint')}
      error={error}
      submitLabel={say('webhooks.makeSecret')}
      onConfirm={() => void rotate()}
      isSending={isSending}
      cancelLabel={say('webhooks.keepIt')}
      onClose={onClose}
    />
  );
}
