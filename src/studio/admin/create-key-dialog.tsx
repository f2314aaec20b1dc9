import { Modal } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import type { CreateApiKeyInput } from '../generated/graphql.ts';
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

const ADVICE = 'Copy it now, and hand it on by a way that you trust; whoever has it may do what the key may.';

/** Makes a key, and shows its secret, once. It is mounted while it is open, so that nothing of it stays behind. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { send, isSending, error } = useSend(CREATE_API_KEY, (cache, { createApiKey }) =>
    addToKeys(cache, createApiKey.apiKey),
  );
  const [made, setMade] = useState<{ name: string; secret: string } | null>(null);
  const create = async (input: CreateApiKeyInput) => {
    const answer = await send({ input });
    if (answer) setMade({ name: answer.createApiKey.apiKey.name, secret: answer.createApiKey.secret });
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
        <ShownOnce secret={made.secret} name="key" advice={ADVICE} onDone={onClose} />
      ) : (
        <KeyForm error={error} isSending={isSending} onCancel={onClose} onSubmit={(input) => void create(input)} />
      )}
    </Modal>
  );
}
