import { Modal, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { graphql } from '../generated/gql.ts';
import { toastDone } from '../look/toast.tsx';
import { EffectsTable } from './effects-table.tsx';
import { formatCredits } from '../language/formats.ts';
import { PostingActions } from './posting-actions.tsx';
import { ReasonField } from './reason-field.tsx';
import type { Grant, GrantedProject } from './use-grants.ts';
import { usePosting } from './use-posting.ts';

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

/** Takes back what is left of a grant. For ADMIN. */
export function RevokeGrantDialog({ project, grant: { id, credits, remaining }, onClose }: RevokeGrantDialogProps) {
  const { post, ...state } = usePosting(REVOKE_GRANT, `revoke ${id}`, ({ revokeGrant: answer }) =>
    answer.__typename === 'RevokedGrant' ? null : answer,
  );
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (reason.trim() === '' || !(await post({ grantId: id, reason: reason.trim() }))) return;
    onClose();
    toastDone('The grant is taken back.');
  };
  return (
    <Modal opened onClose={onClose} title="Take this grant back">
      <form onSubmit={(event) => void submit(event)} noValidate>
        <Stack gap="md">
          <EffectsTable
            effects={[
              ['Taken back', `${formatCredits(remaining)} of ${formatCredits(credits)}`],
              ['Balance', `${formatCredits(project.balance)} → ${formatCredits(project.balance - remaining)}`],
            ]}
          />
          <Text>
            What was spent of it stays spent. If such a charge is refunded later, the part that comes back to this grant
            is taken back, too. This cannot be undone.
          </Text>
          <ReasonField value={reason} isMissing={isAsked && reason.trim() === ''} onChange={setReason} />
          <PostingActions label="Take it back" {...state} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  );
}
