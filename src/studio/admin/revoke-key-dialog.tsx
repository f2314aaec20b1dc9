import { useSend } from '../api/use-send.ts';
import { errorCode } from '../errors/error-code.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import type { ApiKeyLineFragment } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { TypedNameDialog } from '../look/typed-name-dialog.tsx';
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
  const { name } = apiKey;
  const revoke = async () => {
    if (!(await send({ id: apiKey.id }))) return;
    onClose();
    toastDone(say('admin.isRevoked', { name }));
  };
  return (
    <TypedNameDialog
      title={say('admin.revokeTitle', { name })}
      hint={say('admin.revokeHint')}
      name={name}
      nameLabel={say('admin.typeName', { name })}
      submitLabel={say('admin.revokeKey')}
      keepLabel={say('admin.keepIt')}
      problem={error ? refusalSentence(error, name) : null}
      isSending={isSending}
      onSubmit={() => void revoke()}
      onClose={onClose}
    />
  );
}

/** An id that comes from the list can be wrong in one way alone. */
function refusalSentence(error: unknown, name: string): Sentence {
  if (errorCode(error) !== 'BAD_USER_INPUT') return errorSentence(error);
  return { title: say('admin.cannotRevoke', { name }), detail: say('admin.lastAdmin') };
}
