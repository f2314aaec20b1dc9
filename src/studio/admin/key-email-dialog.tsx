import { Modal, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { EmailField } from './email-field.tsx';

export const SET_API_KEY_EMAIL = graphql(`
  mutation SetApiKeyEmail($id: ID!, $email: String) {
    setApiKeyEmail(id: $id, email: $email) {
      id
      email
    }
  }
`);

/** Sets the e-mail address of the holder of a key. */
export function KeyEmailDialog({ apiKey, onClose }: { apiKey: ApiKeyLineFragment; onClose: () => void }) {
  const { send, isSending, error } = useSend(SET_API_KEY_EMAIL);
  const [email, setEmail] = useState(apiKey.email ?? '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (await send({ id: apiKey.id, email: email.trim() === '' ? null : email.trim() })) onClose();
  };
  return (
    <Modal opened onClose={onClose} title={say('admin.emailOf', { name: apiKey.name })}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <EmailField email={email} onEmail={setEmail} isFirst />
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <DialogButtons submitLabel={say('admin.save')} isSending={isSending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
