import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { NoticesOffer } from '../../alerts/notices-offer.tsx';
import { formatCredits } from '../../language/formats.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { useActionTitle } from '../../prices/use-price-list.ts';
import { DevelopingImage } from '../developing-image.tsx';
import { DismissAction } from '../dismissed/dismiss-action.tsx';
import { Elapsed } from '../elapsed.tsx';
import type { PixelSize } from '../perform/expanding.ts';
import { CancelAction } from '../sheet/cancel-action.tsx';
import { isUnfinished } from '../sheet/sheet-item.ts';
import { QueuePlace } from './queue-place.tsx';
import { placeToFit } from './fit.ts';
import classes from './stage.module.css';

export interface NoPictureProps {
  readonly action: ActionTileFragment;
  readonly mayEdit: boolean;
  /** What there is for it, in CSS pixels. */
  readonly space: PixelSize;
  /** Puts its words into the form again. */
  readonly onAgain: () => void;
}

/** In the place of a picture that is being made, or that will never be: what it is about, and what became of the credits. */
export function NoPicture({ action, mayEdit, space, onAgain }: NoPictureProps) {
  const isWaiting = isUnfinished(action);
  return (
    <>
      {isWaiting && action.source && (
        <div className={classes.box} style={placeToFit(action.source, space)} data-clipped>
          <DevelopingImage id={action.source.id} url={action.source.large} alt="" isBlurred />
        </div>
      )}
      <div className={classes.told}>
        <div className={classes.plate}>
          {isWaiting ? (
            <Waiting action={action} mayEdit={mayEdit} />
          ) : (
            <Ended action={action} mayEdit={mayEdit} onAgain={onAgain} />
          )}
        </div>
      </div>
    </>
  );
}

function Waiting({ action, mayEdit }: Pick<NoPictureProps, 'action' | 'mayEdit'>) {
  const titleOf = useActionTitle();
  const isQueued = action.status === 'QUEUED';
  return (
    <>
      <Loader size="sm" />
      <Title order={2} size="h3">
        {titleOf(action.kind)} is {isQueued ? 'queued' : 'developing'}
      </Title>
      <Text c="dimmed">
        <Elapsed since={action.startedAt ?? action.createdAt} /> · {formatCredits(action.credits)} charged
      </Text>
      {isQueued && <QueuePlace id={action.id} />}
      {isQueued && mayEdit && <CancelAction action={action} />}
      <NoticesOffer />
    </>
  );
}

function Ended({ action, mayEdit, onAgain }: Omit<NoPictureProps, 'space'>) {
  const titleOf = useActionTitle();
  const isFailed = action.status === 'FAILED';
  if (action.status === 'SUCCEEDED') {
    return (
      <>
        <Title order={2} size="h3">
          This picture was deleted
        </Title>
        <Text>Its charge stays in the history.</Text>
      </>
    );
  }
  return (
    <>
      {isFailed && (
        <span className={classes.failed}>
          <TriangleAlert size={20} aria-hidden="true" />
        </span>
      )}
      <Title order={2} size="h3">
        {titleOf(action.kind)} {isFailed ? 'failed' : 'was canceled'}
      </Title>
      <Text className={classes.back}>Refunded: {formatCredits(action.credits)} came back.</Text>
      {action.failure && <Text>{action.failure.message}</Text>}
      <Group gap="xs" justify="center">
        {mayEdit && (
          <Button size="xs" variant="default" onClick={onAgain}>
            Change it and try again
          </Button>
        )}
        <DismissAction action={action} />
      </Group>
    </>
  );
}
