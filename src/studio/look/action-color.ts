import './action-colors.css';
import type { ActionKind } from '../generated/graphql.ts';

export const ACTION_COLOR: Readonly<Record<ActionKind, string>> = {
  PROMPT: 'var(--darkroom-prompt)',
  PROMPT_EDIT: 'var(--darkroom-prompt-edit)',
  BACKGROUND: 'var(--darkroom-background)',
  EXPAND: 'var(--darkroom-expand)',
};
