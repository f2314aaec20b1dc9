import { Modal } from '@mantine/core';
import { graphql } from '../generated/gql.ts';
import { toastDone } from '../look/toast.tsx';
import { say } from '../language/say.ts';
import { ReasonedForm } from '../credits/reasoned-form.tsx';
import { formatCredits } from '../language/formats.ts';
import type { Grant, GrantedProject } from './use-grants.ts';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';

const REVOKE_GRANT = graphql(`
  mutation RevokeGrant($input: RevokeGrantInput!) {
    revokeGrant(input: $input) {
      __typename
      ... on RevokedGrant {
        grant {
          id
          remaining
        }
        project {
          ...ProjectBalance
        }
      }
      ...Refusal
    }
  }
`);

export interface RevokeGrantDialogProps {
  readonly project: GrantedProject;
  readonly grant: Grant;
  readonly onClose: () => void;
}

/** Revokes the unspent credits of a grant. For ADMIN. */
export function RevokeGrantDialog({ project, grant: { id, credits, remaining }, onClose }: RevokeGrantDialogProps) {
  const { send, ...state } = useIdempotentSend(REVOKE_GRANT, `revoke ${id}`, ({ revokeGrant: result }) =>
    result.__typename === 'RevokedGrant' ? null : result,
  );
  const submit = async (reason: string) => {
    if (!(await send({ grantId: id, reason }))) return;
    onClose();
    toastDone(say('credits.grantTakenBack'));
  };
  return (
    <Modal opened onClose={onClose} title={say('credits.takeThisBack')}>
      <ReasonedForm
        effects={[
          [
            say('credits.takenBack'),
            say('credits.partOf', { part: formatCredits(remaining), whole: formatCredits(credits) }),
          ],
          [say('credits.balance'), `${formatCredits(project.balance)} → ${formatCredits(project.balance - remaining)}`],
        ]}
        hint={say('credits.takeBackHint')}
        label={say('credits.takeItBack')}
        {...state}
        onSubmit={(reason) => void submit(reason)}
        onCancel={onClose}
      />
    </Modal>
  );
}
