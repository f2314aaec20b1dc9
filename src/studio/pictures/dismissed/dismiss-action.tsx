import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useSearchParams } from 'wouter';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { dismiss } from './dismissed-actions.ts';

export interface DismissActionProps {
  /** FAILED or CANCELED. */
  readonly action: ActionTileFragment;
  /** Where there is no room for words. */
  readonly isSmall?: boolean;
}

/** Puts an action that made nothing out of sight; its lines stay in the history. */
export function DismissAction({ action, isSmall = false }: DismissActionProps) {
  const titleOf = useActionTitle();
  const [, setParams] = useSearchParams();
  const put = () => {
    dismiss(action.id);
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        if (after.get('picture') === action.id) after.delete('picture'); // another picture is shown
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
      aria-label={say('pictures.dismissAction', { action: titleOf(action.kind) })}
    >
      <X size={14} aria-hidden="true" />
    </ActionIcon>
  );
}
