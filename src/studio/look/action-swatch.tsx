import type { ActionKind } from '../generated/graphql.ts';
import './action-colors.css';
import classes from './action-swatch.module.css';

export const ACTION_COLOR: Readonly<Record<ActionKind, string>> = {
  PROMPT: 'var(--darkroom-prompt)',
  PROMPT_EDIT: 'var(--darkroom-prompt-edit)',
  BACKGROUND: 'var(--darkroom-background)',
  EXPAND: 'var(--darkroom-expand)',
};

/** The colour by which an action is known in the chart. Its name stands beside it. */
export function ActionSwatch({ kind }: { kind: ActionKind }) {
  return <span className={classes.swatch} style={{ background: ACTION_COLOR[kind] }} aria-hidden="true" />;
}
