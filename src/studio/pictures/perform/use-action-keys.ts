import { useShortcut } from '../../shortcuts/use-shortcuts.ts';
import type { ActionKind } from '../../generated/graphql.ts';

/** Shortcuts that choose one of the four actions. `onPick` is null if the viewer may not perform them. */
export function useActionKeys(onPick: ((kind: ActionKind) => void) | null): void {
  const pick = (kind: ActionKind) => onPick && (() => onPick(kind));
  useShortcut('prompt', pick('PROMPT'));
  useShortcut('edit', pick('PROMPT_EDIT'));
  useShortcut('background', pick('BACKGROUND'));
  useShortcut('expand', pick('EXPAND'));
}

/** Moves the focus to the first text field of the form. */
export function focusForm(): void {
  document.querySelector<HTMLElement>('form:has([data-field]) :is(textarea, input[type="number"])')?.focus();
}
