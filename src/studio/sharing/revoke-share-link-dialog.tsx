import { useSend } from '../api/use-send.ts';
import { graphql } from '../generated/gql.ts';
import type { ShareLinkLineFragment } from '../generated/graphql.ts';
import { ConfirmDialog } from '../look/confirm-dialog.tsx';
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
    <ConfirmDialog
      title={say('sharing.revokeTitle', { title })}
      hint={say('sharing.aboutRevoke')}
      error={error}
      submitLabel={say('sharing.revokeLink')}
      onConfirm={() => void revoke()}
      isSending={isSending}
      cancelLabel={say('sharing.keepLink')}
      isCancelFocused
      onClose={onClose}
    />
  );
}
