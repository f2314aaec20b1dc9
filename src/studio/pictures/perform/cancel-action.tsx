import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useSend } from '../../api/use-send.ts';
import { formatCredits } from '../../language/formats.ts';
import { errorSentence } from '../../errors/error-sentence.ts';
import { refusalSentence } from '../../errors/refusal.ts';
import { graphql } from '../../generated/gql.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { toastDone, toastRefused } from '../../look/toast.tsx';
import { actionTitle } from '../../prices/action-title.ts';

const CANCEL_ACTION = graphql(`
  mutation CancelAction($id: ID!) {
    cancelAction(id: $id) {
      __typename
      ... on CanceledAction {
        action {
          ...ActionTile
        }
      }
      ...Refusal
    }
  }
`);

export interface CancelActionProps {
  /** QUEUED. */
  readonly action: ActionTileFragment;
  /** Where there is no room for words. */
  readonly isSmall?: boolean;
}

/** Takes back an action that has not begun; its credits come back. */
export function CancelAction({ action, isSmall = false }: CancelActionProps) {
  const { send, isSending, error } = useSend(CANCEL_ACTION);
  const cancel = async () => {
    const result = (await send({ id: action.id }))?.cancelAction;
    if (!result) return;
    if (result.__typename !== 'CanceledAction') {
      const { title, detail } = refusalSentence(result);
      toastRefused({ title, detail });
    } else if (isSmall) toastDone(`Canceled. ${formatCredits(action.credits)} refunded.`);
  };
  if (isSmall) {
    return (
      <ActionIcon
        size={24}
        variant="default"
        loading={isSending}
        onClick={() => void cancel()}
        aria-label={say('sheet.cancelAction', { action: actionTitle(action.kind) })}
      >
        <X size={14} aria-hidden="true" />
      </ActionIcon>
    );
  }
  return (
    <>
      <Button size="xs" variant="default" loading={isSending} onClick={() => void cancel()}>
        {say('sheet.cancel', { credits: formatCredits(action.credits) })}
      </Button>
      {error ? <span role="alert">{errorSentence(error).title}</span> : null}
    </>
  );
}
