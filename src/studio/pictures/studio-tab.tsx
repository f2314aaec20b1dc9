import { Button, Skeleton } from '@mantine/core';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { EmptyState } from '../look/empty-state.tsx';
import { ActionTile } from './action-tile.tsx';
import { useActions } from './use-actions.ts';
import classes from './studio-tab.module.css';

/** The pictures of a project, newest first; those that are being made are in their places. */
export function StudioTab({ projectId }: { projectId: string }) {
  const { actions, error, isLoadingMore, loadMore, retry } = useActions(projectId);
  if (error && !actions) return <Problem sentence={errorSentence(error)} onRetry={retry} />;
  if (actions?.length === 0) {
    return (
      <EmptyState title="No picture yet" text="Pictures appear here the moment they are made, whoever makes them." />
    );
  }
  return (
    <>
      <ul className={classes.sheet} aria-busy={!actions} aria-label="Pictures">
        {actions?.map((action) => (
          <li key={action.id}>
            <ActionTile action={action} />
          </li>
        ))}
        {!actions && [0, 1, 2, 3].map((place) => <Skeleton key={place} component="li" className={classes.waiting} />)}
      </ul>
      {loadMore && (
        <Button variant="default" onClick={loadMore} loading={isLoadingMore} mx="auto">
          Show more
        </Button>
      )}
    </>
  );
}
