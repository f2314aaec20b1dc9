import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorCode } from '../errors/error-code.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';

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
    toastDone(`${apiKey.name} is revoked.`);
  };
  return (
    <Modal opened onClose={onClose} title={`Revoke ${apiKey.name}?`}>
      <form onSubmit={(event) => void revoke(event)} noValidate>
        <Stack gap="md">
          <Text>
            Whoever uses it is signed out within a second, and so are the tokens that it made. What it has charged stays
            charged. This cannot be undone.
          </Text>
          <TextInput
            label={`Type its name to go on: ${apiKey.name}`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
          {error ? <Problem sentence={refusalSentence(error, apiKey.name)} /> : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Keep it
            </Button>
            <Button type="submit" disabled={!isRight} loading={isSending}>
              Revoke key
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
  return {
    title: `${name} cannot be revoked.`,
    detail:
      'Nothing was changed. It is the last ADMIN key for every project that does not expire: without one, nobody could ' +
      'manage keys any more. Make another such key first, then revoke this one.',
  };
}
