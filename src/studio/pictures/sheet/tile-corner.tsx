import type { ActionTileFragment } from '../../generated/graphql.ts';
import { DismissAction } from '../dismiss-action.tsx';
import { CancelAction } from '../perform/cancel-action.tsx';
import classes from './sheet-tile.module.css';

export interface TileCornerProps {
  readonly action: ActionTileFragment | null;
  readonly mayCancel: boolean;
}

/** The button in the corner of a tile without a picture: cancels a queued action, dismisses a failed or canceled one. */
export function TileCorner({ action, mayCancel }: TileCornerProps) {
  const isOver = action?.status === 'FAILED' || action?.status === 'CANCELED';
  if (!action || (!isOver && !(mayCancel && action.status === 'QUEUED'))) return null;
  return (
    <span className={classes.cancel}>
      {isOver ? <DismissAction action={action} isSmall /> : <CancelAction action={action} isSmall />}
    </span>
  );
}
