import { ActionIcon, Button } from '@mantine/core';
import { X } from 'lucide-react';
import { useSearchParams } from 'wouter';
import { useSyncExternalStore } from 'react';
import type { ActionTileFragment } from '../generated/graphql.ts';
import { say } from '../language/say.ts';
import { actionTitle } from '../prices/action-title.ts';

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

const ENTRY = 'darkroom.dismissed';
/** The maximum number of dismissed actions that are stored. The oldest are removed first, and appear on the sheet again. */
const KEPT_MAX = 500;

const listeners = new Set<() => void>();
let known: ReadonlySet<string> | null = null;

/** The failed and canceled actions that the user dismissed in this browser. The history still shows them. */
export function useDismissed(): ReadonlySet<string> {
  return useSyncExternalStore(subscribe, dismissed);
}

function dismiss(actionId: string): void {
  known = new Set([...dismissed(), actionId].slice(-KEPT_MAX));
  localStorage.setItem(ENTRY, JSON.stringify([...known]));
  for (const tell of listeners) tell();
}

function dismissed(): ReadonlySet<string> {
  known ??= read();
  return known;
}

function read(): ReadonlySet<string> {
  const text = localStorage.getItem(ENTRY);
  return new Set(text === null ? [] : (JSON.parse(text) as string[])); // only `dismiss` writes it
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
