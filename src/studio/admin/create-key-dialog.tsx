import { Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { sentenceOf } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { CreateApiKeyInput } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { SET_API_KEY_EMAIL } from './key-email-dialog.tsx';
import { type HowToHandOver, KeyForm } from './key-form.tsx';
import { ShownOnce } from '../look/shown-once.tsx';
import { adviceOf } from './sign-in-link-dialog.tsx';
import { addToKeys } from './use-api-keys.ts';
import { lastingLink, useSignInLink } from './use-sign-in-link.ts';

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

interface Made {
  readonly keyName: string;
  readonly secret: string;
  readonly name: 'key' | 'link';
  readonly advice: string;
}

/** Makes a key, and shows its secret, once. It is mounted while it is open, so that nothing of it stays behind. */
export function CreateKeyDialog({ onClose }: { onClose: () => void }) {
  const { send, isSending, error } = useSend(CREATE_API_KEY, (cache, { createApiKey }) =>
    addToKeys(cache, createApiKey.apiKey),
  );
  const { send: sendEmail, error: emailError } = useSend(SET_API_KEY_EMAIL);
  const { make: makeLink, error: linkError } = useSignInLink();
  const [made, setMade] = useState<Made | null>(null);
  const create = async (input: CreateApiKeyInput, { email, handOver }: HowToHandOver) => {
    const result = await send({ input });
    if (!result) return;
    const { apiKey, secret } = result.createApiKey;
    if (email !== null) await sendEmail({ id: apiKey.id, email });
    const link = handOver === 'LINK_ONCE' ? await makeLink(apiKey.id) : null;
    if (link) setMade({ keyName: apiKey.name, secret: link.url, name: 'link', advice: adviceOf(link) });
    else if (handOver === 'LINK')
      setMade({ keyName: apiKey.name, secret: lastingLink(secret), name: 'link', advice: say('admin.linkAdvice') });
    else setMade({ keyName: apiKey.name, secret, name: 'key', advice: say('admin.advice') });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={made ? say('admin.theKey', { name: made.keyName }) : say('admin.newKey')}
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
      withCloseButton={made === null}
    >
      {made ? (
        <Stack gap="md">
          {emailError ? <Problem sentence={sentenceOf('admin.noEmail')} /> : null}
          {linkError ? <Problem sentence={sentenceOf('admin.noLink')} /> : null}
          <ShownOnce secret={made.secret} name={made.name} advice={made.advice} onDone={onClose} />
        </Stack>
      ) : (
        <KeyForm
          error={error}
          isSending={isSending}
          onCancel={onClose}
          onSubmit={(input, how) => void create(input, how)}
        />
      )}
    </Modal>
  );
}
