import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { formatInstant } from '../language/formats.ts';
import { toastDone } from '../look/toast.tsx';
import { say } from '../language/say.ts';
import { ShownOnce } from '../look/shown-once.tsx';
import { type MadeLink, useSignInLink } from './use-sign-in-link.ts';

const REVOKE_SIGN_IN_LINK = graphql(`
  mutation RevokeSignInLink($apiKeyId: ID!) {
    revokeSignInLink(apiKeyId: $apiKeyId) {
      ...ApiKeyLine
    }
  }
`);

export interface SignInLinkDialogProps {
  readonly apiKey: ApiKeyLineFragment;
  readonly onClose: () => void;
}

/** Creates a sign-in link for a key and shows it once, or revokes the unused one. Mounted only while open. */
export function SignInLinkDialog({ apiKey, onClose }: SignInLinkDialogProps) {
  const { make, isSending: isMaking, error: makeError } = useSignInLink();
  const { send: revoke, isSending: isRevoking, error: revokeError } = useSend(REVOKE_SIGN_IN_LINK);
  const [made, setMade] = useState<MadeLink | null>(null);
  const { id, name, signInLinkExpiresAt: waitsUntil } = apiKey;
  const error = makeError ?? revokeError;
  const endLink = async () => {
    if (!(await revoke({ apiKeyId: id }))) return;
    onClose();
    toastDone(say('admin.linkEnded', { name }));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={say('admin.signInLinkFor', { name })}
      closeOnClickOutside={made === null}
      closeOnEscape={made === null}
      withCloseButton={made === null}
    >
      {made ? (
        <ShownOnce secret={made.url} name="link" advice={adviceOf(made)} onDone={onClose} />
      ) : (
        <Stack gap="md">
          <Text>{say('admin.linkHint', { name })}</Text>
          {waitsUntil && <Text>{say('admin.linkWaiting', { at: formatInstant(waitsUntil) })}</Text>}
          {error ? <Problem sentence={errorSentence(error)} /> : null}
          <Group justify="flex-end" gap="xs">
            {waitsUntil && (
              <Button variant="default" loading={isRevoking} onClick={() => void endLink()}>
                {say('admin.endLink')}
              </Button>
            )}
            <Button loading={isMaking} onClick={() => void make(id).then(setMade)} data-autofocus>
              {say('admin.makeLink')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

export function adviceOf({ expiresAt }: MadeLink): string {
  return say('admin.sendToOne', { at: formatInstant(expiresAt) });
}
