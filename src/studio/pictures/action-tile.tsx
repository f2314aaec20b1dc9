import { Loader, Text } from '@mantine/core';
import type { ActionStatus, ActionTileFragment } from '../generated/graphql.ts';
import { formatCredits } from '../credits/format-credits.ts';
import { Age } from '../look/age.tsx';
import { Picture } from '../look/picture.tsx';
import { useActionTitle } from '../prices/use-price-list.ts';
import classes from './action-tile.module.css';

const WAITING: Readonly<Partial<Record<ActionStatus, string>>> = { QUEUED: 'Queued', RUNNING: 'Developing' };

/** One action on the contact sheet: its picture, or why there is none. */
export function ActionTile({ action }: { action: ActionTileFragment }) {
  const titleOf = useActionTitle();
  const waiting = WAITING[action.status];
  return (
    <figure className={classes.tile}>
      <div className={classes.frame}>
        <Picture url={action.image?.url} alt={action.prompt ?? titleOf(action.kind)} />
        {waiting && (
          <div className={classes.state} role="status">
            <Loader size="sm" />
            <Text c="dimmed">{waiting}</Text>
          </div>
        )}
        {(action.status === 'FAILED' || action.status === 'CANCELED') && <Refunded action={action} />}
      </div>
      <figcaption className={classes.caption}>
        <Text span fw={600} truncate>
          {titleOf(action.kind)}
        </Text>
        <Text span size="xs" c="dimmed" className={classes.age}>
          <Age of={action.createdAt} />
        </Text>
      </figcaption>
    </figure>
  );
}

function Refunded({ action }: { action: ActionTileFragment }) {
  return (
    <div className={classes.state}>
      <Text fw={600} className={action.status === 'FAILED' ? classes.failed : undefined}>
        {action.status === 'FAILED' ? 'Failed' : 'Canceled'}
      </Text>
      <Text size="xs">{formatCredits(action.credits)} refunded.</Text>
      {action.failure && (
        <Text size="xs" c="dimmed" lineClamp={3}>
          {action.failure.message}
        </Text>
      )}
    </div>
  );
}
