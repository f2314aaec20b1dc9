import { Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import { toastDone } from '../look/toast.tsx';
import { say } from '../language/say.ts';
import { EffectsTable, PostingActions, ReasonField } from '../credits/posting-form.tsx';
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
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === '' || !(await send({ grantId: id, reason: reason.trim() }))) return;
    onClose();
    toastDone(say('credits.grantTakenBack'));
  };
  return (
    <Modal opened onClose={onClose} title={say('credits.takeThisBack')}>
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <EffectsTable
            effects={[
              [
                say('credits.takenBack'),
                say('credits.partOf', { part: formatCredits(remaining), whole: formatCredits(credits) }),
              ],
              [
                say('credits.balance'),
                `${formatCredits(project.balance)} → ${formatCredits(project.balance - remaining)}`,
              ],
            ]}
          />
          <Text>{say('credits.takeBackHint')}</Text>
          <ReasonField value={reason} isMissing={isAsked && reason.trim() === ''} onChange={setReason} />
          <PostingActions label={say('credits.takeItBack')} {...state} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
