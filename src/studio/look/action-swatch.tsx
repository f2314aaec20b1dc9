import type { ActionKind } from '../generated/graphql.ts';
import { ACTION_COLOR } from './action-color.ts';
import classes from './action-swatch.module.css';

/** The colour by which an action is known in the chart. Its name stands beside it. */
export function ActionSwatch({ kind }: { kind: ActionKind }) {
  return <span className={classes.swatch} style={{ background: ACTION_COLOR[kind] }} aria-hidden="true" />;
}
