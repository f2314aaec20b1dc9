import { useEffect, useEffectEvent, useMemo } from 'react';
import { useQuery } from '@apollo/client/react';
import { useDismissed } from '../dismiss-action.tsx';
import { useFeedbackFeed, useRefreshFeedback } from '../../feedback/use-feedback.ts';
import { isUnfinished, type SheetItem, sheetItems } from './sheet-item.ts';
import { useActionFeed } from './use-action-feed.ts';
import { usePages } from '../../api/use-pages.ts';
import { graphql } from '../../generated/gql.ts';

export const SHEET_ACTIONS = graphql(`
  query SheetActions($projectId: ID!, $first: Int = 96, $after: String) {
    project(id: $projectId) {
      id
      actions(first: $first, after: $after) {
        edges {
          cursor
          node {
            ...ActionTile
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export const SHEET_IMAGES = graphql(`
  query SheetImages($projectId: ID!, $first: Int = 96, $after: String) {
    project(id: $projectId) {
      id
      images(first: $first, after: $after) {
        edges {
          cursor
          node {
            ...Picture
            action {
              id
            }
          }
        }
        pageInfo {
          endCursor
          hasNextPage
        }
      }
    }
  }
`);

export interface Sheet {
  /** Newest first; undefined until the server has answered. */
  readonly items: readonly SheetItem[] | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  /** Null where there are no more. */
  readonly loadMore: (() => void) | null;
  /** Asks for everything anew, with fresh addresses of the pictures. */
  readonly reload: () => Promise<void>;
}

/**
 * What stands on the contact sheet: actions as they are accepted, begin and end, and uploaded pictures. After a cut every query
 * that is shown is asked again, these too: `actionChanged` tells only what comes.
 */
export function useSheet(projectId: string): Sheet {
  const variables = { projectId };
  const actions = usePages(SHEET_ACTIONS, { variables }, ({ project }) => project?.actions);
  const images = usePages(SHEET_IMAGES, { variables }, ({ project }) => project?.images);
  const reload = async () => {
    await Promise.all([actions.refetch(), images.refetch()]).catch(() => undefined); // `error` says why
  };
  useActionFeed(projectId, () => void reload());
  const refreshFeedback = useRefreshFeedback();
  useFeedbackFeed(
    projectId,
    (imageId) => void refreshFeedback(imageId),
    () => void reload(),
  );
  useFollowUnfinished(projectId, actions.nodes?.some(isUnfinished) ?? false);

  // Which images are somebody's upload is known as far back as all actions are.
  const oldest = actions.loadMore ? actions.nodes?.at(-1)?.createdAt : undefined;
  const isImagesBehind =
    images.loadMore !== null && oldest !== undefined && (images.nodes?.at(-1)?.createdAt ?? '') > oldest;
  const isCatchingUp = isImagesBehind && !images.isLoadingMore;
  const catchUp = useEffectEvent(() => images.loadMore?.());
  useEffect(() => {
    if (isCatchingUp) catchUp();
  }, [isCatchingUp]);

  const dismissed = useDismissed();
  const items = useMemo(
    () =>
      actions.nodes &&
      images.nodes &&
      sheetItems(actions.nodes, images.nodes, oldest ?? '').filter(({ id }) => !dismissed.has(id)),
    [actions.nodes, images.nodes, oldest, dismissed],
  );
  return {
    items,
    error: actions.error ?? images.error,
    isLoadingMore: actions.isLoadingMore || images.isLoadingMore,
    loadMore: actions.loadMore ?? images.loadMore,
    reload,
  };
}

const FOLLOW_MS = 10_000;

const NEWEST_ACTIONS = graphql(`
  query NewestActions($projectId: ID!) {
    project(id: $projectId) {
      id
      actions(first: 20) {
        edges {
          cursor
          node {
            ...ActionTile
          }
        }
      }
    }
  }
`);

/**
 * Polls the newest actions while some are unfinished: `actionChanged` sends no initial state, so an action that ends just before the
 * subscription starts is missed.
 */
function useFollowUnfinished(projectId: string, isSomeUnfinished: boolean): void {
  useQuery(NEWEST_ACTIONS, { variables: { projectId }, skip: !isSomeUnfinished, pollInterval: FOLLOW_MS });
}
