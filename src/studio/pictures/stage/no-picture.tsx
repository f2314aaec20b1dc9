import { Button, Group, Loader, Text, Title } from '@mantine/core';
import { TriangleAlert } from 'lucide-react';
import { useQuery } from '@apollo/client/react';
import { NoticesOffer } from '../notice-of-ends.tsx';
import { formatCredits } from '../../language/formats.ts';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { say, sayRich } from '../../language/say.ts';
import { actionTitle } from '../../prices/action-title.ts';
import { DevelopingImage } from '../developing-image.tsx';
import { DismissAction } from '../dismiss-action.tsx';
import { Elapsed } from '../elapsed.tsx';
import type { PixelSize } from '../perform/expanding.ts';
import { CancelAction } from '../perform/cancel-action.tsx';
import { isUnfinished } from '../items/sheet-item.ts';
import { placeToFit } from './fit.ts';
import { graphql } from '../../generated/gql.ts';
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
          <DevelopingImage id={action.source.id} url={action.source.large} alt="" isNew isBlurred />
        </div>
      )}
      <div className={classes.message}>
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
  const isQueued = action.status === 'QUEUED';
  return (
    <>
      <Loader size="sm" />
      <Title order={2} size="h3">
        {say('stage.isWaiting', { action: actionTitle(action.kind), status: action.status })}
      </Title>
      <Text c="dimmed">
        {sayRich('stage.charged', {
          time: <Elapsed since={action.startedAt ?? action.createdAt} />,
          credits: formatCredits(action.credits),
        })}
      </Text>
      {isQueued && <QueuePlace id={action.id} />}
      {isQueued && mayEdit && <CancelAction action={action} />}
      <NoticesOffer />
    </>
  );
}

function Ended({ action, mayEdit, onAgain }: Omit<NoPictureProps, 'space'>) {
  const isFailed = action.status === 'FAILED';
  if (action.status === 'SUCCEEDED') {
    return (
      <>
        <Title order={2} size="h3">
          {say('stage.wasDeleted')}
        </Title>
        <Text>{say('stage.chargeStays')}</Text>
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
        {say('stage.hasEnded', { action: actionTitle(action.kind), status: action.status })}
      </Title>
      <Text className={classes.back}>{say('stage.refunded', { credits: formatCredits(action.credits) })}</Text>
      {action.failure && <Text>{action.failure.message}</Text>}
      <Group gap="xs" justify="center">
        {mayEdit && (
          <Button size="xs" variant="default" onClick={onAgain}>
            {say('stage.changeAndTry')}
          </Button>
        )}
        <DismissAction action={action} />
      </Group>
    </>
  );
}

/** Actions of other projects change the position, too. The page receives no messages about them, so it polls. */
const POLL_INTERVAL_MS = 3_000;

const QUEUE_PLACE = graphql(`
  query QueuePlace($id: ID!) {
    action(id: $id) {
      id
      queuePosition
    }
  }
`);

/** The number of actions that will start before a queued one. */
function QueuePlace({ id }: { readonly id: string }) {
  const { data } = useQuery(QUEUE_PLACE, {
    variables: { id },
    pollInterval: POLL_INTERVAL_MS,
    fetchPolicy: 'no-cache',
  });
  const position = data?.action?.queuePosition ?? null;
  if (position === null) return null;
  return <Text c="dimmed">{position === 0 ? say('stage.nextInQueue') : say('stage.queuePlace', { position })}</Text>;
}
