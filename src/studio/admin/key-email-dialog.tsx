import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';

export const SET_API_KEY_EMAIL = graphql(`
  mutation SetApiKeyEmail($id: ID!, $email: String) {
    setApiKeyEmail(id: $id, email: $email) {
      id
      email
    }
  }
`);

export const EMAIL_MAX = 254;

/** Where the holder of a key is written to. */
export function KeyEmailDialog({ apiKey, onClose }: { apiKey: ApiKeyLineFragment; onClose: () => void }) {
  const { send, isSending, error } = useSend(SET_API_KEY_EMAIL);
  const [email, setEmail] = useState(apiKey.email ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await send({ id: apiKey.id, email: email.trim() === '' ? null : email.trim() })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={`E-mail of ${apiKey.name}`}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <TextInput
            type="email"
            label="E-mail"
            description="Of the person who holds the key, for alerts. Empty: nobody is written to."
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
            maxLength={EMAIL_MAX}
            data-autofocus
          />
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
