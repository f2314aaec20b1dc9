import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorCode } from '../errors/error-code.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { say } from '../language/say.ts';

const REVOKE_API_KEY = graphql(`
  mutation RevokeApiKey($id: ID!) {
    revokeApiKey(id: $id) {
      ...ApiKeyLine
    }
  }
`);

export interface RevokeKeyDialogProps {
  readonly apiKey: Pick<ApiKeyLineFragment, 'id' | 'name'>;
  readonly onClose: () => void;
}

/** Says what ends with a key, and has its name typed: it cannot be undone. */
export function RevokeKeyDialog({ apiKey, onClose }: RevokeKeyDialogProps) {
  const { send, isSending, error } = useSend(REVOKE_API_KEY);
  const [typed, setTyped] = useState('');
  const isRight = typed.trim() === apiKey.name.trim();
  const revoke = async (event: FormEvent) => {
    event.preventDefault();
    if (!isRight || !(await send({ id: apiKey.id }))) return;
    onClose();
    toastDone(say('admin.isRevoked', { name: apiKey.name }));
  };
  return (
    <Modal opened onClose={onClose} title={say('admin.revokeTitle', { name: apiKey.name })}>
      <form onSubmit={(event) => void revoke(event)} noValidate>
        <Stack gap="md">
          <Text>{say('admin.revokeHint')}</Text>
          <TextInput
            label={say('admin.typeName', { name: apiKey.name })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {error ? <Problem sentence={refusalSentence(error, apiKey.name)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {say('admin.keepIt')}
            </Button>
            <Button type="submit" disabled={!isRight} loading={isSending}>
              {say('admin.revokeKey')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** An id that comes from the list can be wrong in one way alone. */
function refusalSentence(error: unknown, name: string): Sentence {
  if (errorCode(error) !== 'BAD_USER_INPUT') return errorSentence(error);
  return { title: say('admin.cannotRevoke', { name }), detail: say('admin.lastAdmin') };
}
