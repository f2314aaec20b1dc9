import { Modal, Stack, Text } from '@mantine/core';
import { useSend } from '../api/use-send.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { DialogButtons } from '../look/dialog-buttons.tsx';
import { say } from '../language/say.ts';
import { toastDone } from '../look/toast.tsx';

const REVOKE_SHARE_LINK = graphql(`
  mutation RevokeShareLink($id: ID!) {
    revokeShareLink(id: $id) {
      ...ShareLinkLine
    }
  }
`);

export interface RevokeShareLinkDialogProps {
  readonly link: Pick<ShareLinkLineFragment, 'id' | 'title'>;
  readonly onClose: () => void;
}

/** Revokes a share link after a confirmation, which says what is kept. */
export function RevokeShareLinkDialog({ link: { id, title }, onClose }: RevokeShareLinkDialogProps) {
  const { send, isSending, error } = useSend(REVOKE_SHARE_LINK);
  const revoke = async () => {
    if (!(await send({ id }))) return;
    onClose();
    toastDone(say('sharing.isRevoked', { title }));
  };
  return (
    <Modal opened onClose={onClose} title={say('sharing.revokeTitle', { title })}>
      <Stack gap="md">
        <Text>{say('sharing.aboutRevoke')}</Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        <DialogButtons
          submitLabel={say('sharing.revokeLink')}
          onSubmit={() => void revoke()}
          isSending={isSending}
          cancelLabel={say('sharing.keepLink')}
          onCancel={onClose}
          isCancelFocused
        />
      </Stack>
    </Modal>
  );
}
