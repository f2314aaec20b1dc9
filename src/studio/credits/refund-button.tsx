import { Modal, Skeleton, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@apollo/client/react';
import { say } from '../language/say.ts';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { graphql } from '../generated/gql.ts';
import type { ActionToRefundQuery } from '../generated/graphql.ts';
import { toastDone } from '../look/toast.tsx';
import { ReasonedForm } from './reasoned-form.tsx';
import { formatCredits } from '../language/formats.ts';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';
import classes from './refund-button.module.css';

export interface RefundButtonProps {
  readonly action: {
    readonly id: string;
    readonly status: string;
    readonly refund?: { readonly id: string } | null;
  };
  /** Tells one such button from the others. */
  readonly label: string;
}

/** Refunds an action by hand, unless it has been refunded. For ADMIN. */
export function RefundButton({ action: { id, status, refund }, label }: RefundButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  if (refund || status === 'FAILED' || status === 'CANCELED') return null;
  return (
    <>
      <UnstyledButton className={classes.refund} onClick={open} aria-label={label}>
        {say('credits.refund')}
      </UnstyledButton>
      {isOpen && <RefundActionDialog actionId={id} onClose={close} />}
    </>
  );
}

const ACTION_TO_REFUND = graphql(`
  query ActionToRefund($id: ID!) {
    action(id: $id) {
      id
      status
      credits
      refund {
        id
      }
      project {
        ...ProjectBalance
      }
    }
  }
`);

const REFUND_ACTION = graphql(`
  mutation RefundAction($input: RefundActionInput!) {
    refundAction(input: $input) {
      __typename
      ... on RefundedAction {
        action {
          id
          status
          refund {
            id
          }
        }
        project {
          ...ProjectBalance
        }
      }
      ...Refusal
    }
  }
`);

interface RefundActionDialogProps {
  readonly actionId: string;
  readonly onClose: () => void;
}

/** Refunds the charge of an action. For ADMIN. */
function RefundActionDialog({ actionId, onClose }: RefundActionDialogProps) {
  const { data, error } = useQuery(ACTION_TO_REFUND, {
    variables: { id: actionId },
    fetchPolicy: 'cache-and-network',
  });
  const action = data?.action;
  return (
    <Modal opened onClose={onClose} title={say('credits.refundAction')}>
      {action && <RefundForm action={action} onClose={onClose} />}
      {!action && error && <Problem sentence={errorSentence(error)} />}
      {!action && !error && (
        <Skeleton height={200} role="status" aria-busy="true" aria-label={say('credits.loadingAction')} />
      )}
    </Modal>
  );
}

type ActionToRefund = NonNullable<ActionToRefundQuery['action']>;

function RefundForm({ action, onClose }: { action: ActionToRefund; onClose: () => void }) {
  const { id, status, credits, project } = action;
  const { send, ...state } = useIdempotentSend(REFUND_ACTION, `refund ${id}`, ({ refundAction: result }) =>
    result.__typename === 'RefundedAction' ? null : result,
  );
  const hasEnded = status !== 'QUEUED' && status !== 'RUNNING';
  const submit = async (reason: string) => {
    if (!(await send({ actionId: id, reason }))) return;
    onClose();
    toastDone(say('credits.refunded', { credits: formatCredits(credits) }));
  };
  return (
    <ReasonedForm
      effects={[
        [say('credits.comesBack'), formatCredits(credits)],
        [say('credits.balance'), `${formatCredits(project.balance)} → ${formatCredits(project.balance + credits)}`],
      ]}
      hint={say(hasEnded ? 'credits.refundEnded' : 'credits.refundUnfinished')}
      label={say('credits.refund')}
      {...state}
      onSubmit={(reason) => void submit(reason)}
      onCancel={onClose}
    />
  );
}
