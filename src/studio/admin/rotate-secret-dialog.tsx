import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import { ShownOnce } from './shown-once.tsx';
import { SECRET_ADVICE } from './webhook-words.ts';

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
    const answer = await send({ id });
    if (answer) setSecret(answer.rotateWebhookSecret.secret);
  };
  if (secret !== null) {
    return (
      <Modal
        opened
        onClose={onClose}
        title="The new secret"
        closeOnClickOutside={false}
        closeOnEscape={false}
        withCloseButton={false}
      >
        <ShownOnce secret={secret} name="secret" advice={SECRET_ADVICE} onDone={onClose} />
      </Modal>
    );
  }
  return (
    <Modal opened onClose={onClose} title="Make a new secret?">
      <Stack gap="md">
        <Text>
          For one day the requests are signed with the new secret and with the one of today, so that your server can be
          changed meanwhile. After that day the new secret alone signs.
        </Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Keep it
          </Button>
          <Button loading={isSending} onClick={() => void rotate()}>
            Make a new secret
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
