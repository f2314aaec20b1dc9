import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { CreateApiKeyInput } from '../generated/graphql.ts';
import { SET_API_KEY_EMAIL } from './key-email-dialog.tsx';
import { KeyForm } from './key-form.tsx';
import { ShownOnce } from './shown-once.tsx';
import { addToKeys } from './use-api-keys.ts';

const CREATE_API_KEY = graphql(`
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      secret
      apiKey {
        ...ApiKeyLine
      }
    }
  }
`);

const NO_EMAIL = {
  title: 'The key is made, but its e-mail was not taken.',
  detail: 'Give it another one from the list of keys.',
};
const ADVICE = 'Copy it now, and hand it on by a way that you trust; whoever has it may do what the key may.';

/** Makes a key, and shows its secret, once. It is mounted while it is open, so that nothing of it stays behind. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { send, isSending, error } = useSend(CREATE_API_KEY, (cache, { createApiKey }) =>
    addToKeys(cache, createApiKey.apiKey),
  );
  const { send: sendEmail, error: emailError } = useSend(SET_API_KEY_EMAIL);
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const create = async (input: CreateApiKeyInput, email: string | null) => {
    const answer = await send({ input });
    if (!answer) return;
    if (email !== null) await sendEmail({ id: answer.createApiKey.apiKey.id, email });
    setMade({ name: answer.createApiKey.apiKey.name, secret: answer.createApiKey.secret });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? `The key ${made.name}` : 'New key'}
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
      withCloseButton={made === null}
    >
      {made ? (
        <Stack gap="md">
          {emailError ? <Problem sentence={NO_EMAIL} /> : null}
          <ShownOnce secret={made.secret} name="key" advice={ADVICE} onDone={onClose} />
        </Stack>
      ) : (
        <KeyForm
          error={error}
          isSending={isSending}
          onCancel={onClose}
          onSubmit={(input, email) => void create(input, email)}
        />
      )}
    </Modal>
  );
}
