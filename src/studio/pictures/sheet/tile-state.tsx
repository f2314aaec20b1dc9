import { Loader } from '@mantine/core';
import { Ban, TriangleAlert } from 'lucide-react';
import { formatAmount } from '../../language/formats.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { Elapsed } from '../elapsed.tsx';
import classes from './sheet-tile.module.css';

/** In the place of a picture that is not there (yet): how far its action is. */
export function TileState({ action }: { action: ActionTileFragment }) {
  if (action.status === 'FAILED' || action.status === 'CANCELED') {
    const isFailed = action.status === 'FAILED';
    return (
      <span className={classes.state} aria-hidden="true">
        <span className={isFailed ? classes.failed : classes.dimmed}>
          {isFailed ? <TriangleAlert size={16} aria-hidden="true" /> : <Ban size={16} aria-hidden="true" />}
        </span>
        <span className={isFailed ? classes.failed : classes.dimmed}>
          {say(isFailed ? 'sheet.stateFailed' : 'sheet.stateCanceled')}
        </span>
        <span className={classes.back}>{formatAmount(action.credits)}</span>
      </span>
    );
  }
  if (action.status === 'SUCCEEDED') {
    return (
      <span className={classes.state} aria-hidden="true">
        <span className={classes.dimmed}>{say('sheet.stateDeleted')}</span>
      </span>
    );
  }
  return (
    <span className={classes.state} aria-hidden="true">
      {action.status === 'RUNNING' && <Loader size={16} />}
      <span>{actionTitle(action.kind)}</span>
      <span className={classes.dimmed}>
        <Elapsed since={action.startedAt ?? action.createdAt} />
      </span>
    </span>
  );
}
