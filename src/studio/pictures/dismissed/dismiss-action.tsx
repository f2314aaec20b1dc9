import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useSearchParams } from 'wouter';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { dismiss } from './dismissed-actions.ts';

export interface DismissActionProps {
  /** An action with the status FAILED or CANCELED. */
  readonly action: ActionTileFragment;
  /** Whether to show an icon without text. */
  readonly isSmall?: boolean;
}

/** Hides an action without a picture. Its transactions stay in the history. */
export function DismissAction({ action, isSmall = false }: DismissActionProps) {
  const [, setParams] = useSearchParams();
  const put = () => {
    dismiss(action.id);
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (after.get('picture') === action.id) after.delete('picture'); // the page then shows another picture
        return after;
      },
      { replace: true },
    );
  };
  if (!isSmall) {
    return (
      <Button size="xs" variant="subtle" color="gray" onClick={put}>
        {say('pictures.dismiss')}
      </Button>
    );
  }
  return (
    <ActionIcon
      size={24}
      variant="default"
      onClick={put}
      aria-label={say('pictures.dismissAction', { action: actionTitle(action.kind) })}
    >
      <X size={14} aria-hidden="true" />
    </ActionIcon>
  );
}
