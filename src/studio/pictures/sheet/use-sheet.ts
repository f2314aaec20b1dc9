import { NetworkStatus } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { useEffect, useEffectEvent, useMemo } from 'react';
import type { ActionTileFragment } from '../../generated/graphql.ts';
import { useDismissed } from '../dismissed/dismissed-actions.ts';
import { useFeedbackFeed, useRefreshFeedback } from '../feedback/use-feedback-feed.ts';
import { isUnfinished, type ListedImage, type SheetItem, sheetItems } from './sheet-item.ts';
import { SHEET_ACTIONS, SHEET_IMAGES } from './sheet-operations.ts';
import { useActionFeed } from './use-action-feed.ts';
import { useFollowUnfinished } from './use-follow-unfinished.ts';

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
  const actions = useActionPages(projectId);
  const images = useImagePages(projectId);
  const reload = async () => {
    await Promise.all([actions.refetch(), images.refetch()]).catch(() => undefined); // told by `error`
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
  const oldest = actions.hasNext ? actions.nodes?.at(-1)?.createdAt : undefined;
  const isImagesBehind = images.hasNext && oldest !== undefined && (images.nodes?.at(-1)?.createdAt ?? '') > oldest;
  const isCatchingUp = isImagesBehind && !images.isLoadingMore;
  const catchUp = useEffectEvent(images.loadNext);
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
  const loadNext = actions.hasNext ? actions.loadNext : images.hasNext ? images.loadNext : null;
  return {
    items,
    error: actions.error ?? images.error,
    isLoadingMore: actions.isLoadingMore || images.isLoadingMore,
    loadMore: loadNext,
    reload,
  };
}

interface Pages<Node> {
  readonly nodes: readonly Node[] | undefined;
  readonly hasNext: boolean;
  readonly isLoadingMore: boolean;
  readonly error: unknown;
  readonly loadNext: () => void;
  readonly refetch: () => Promise<unknown>;
}

function useActionPages(projectId: string): Pages<ActionTileFragment> {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(SHEET_ACTIONS, {
    variables: { projectId },
    notifyOnNetworkStatusChange: true,
  });
  const list = data?.project?.actions;
  const nodes = useMemo(() => list?.edges.map(({ node }) => node), [list]);
  return {
    nodes,
    hasNext: list?.pageInfo.hasNextPage ?? false,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    error,
    loadNext: () => void fetchMore({ variables: { projectId, after: list?.pageInfo.endCursor } }),
    refetch,
  };
}

function useImagePages(projectId: string): Pages<ListedImage> {
  const { data, error, networkStatus, fetchMore, refetch } = useQuery(SHEET_IMAGES, {
    variables: { projectId },
    notifyOnNetworkStatusChange: true,
  });
  const list = data?.project?.images;
  const nodes = useMemo(() => list?.edges.map(({ node }) => node), [list]);
  return {
    nodes,
    hasNext: list?.pageInfo.hasNextPage ?? false,
    isLoadingMore: networkStatus === NetworkStatus.fetchMore,
    error,
    loadNext: () => void fetchMore({ variables: { projectId, after: list?.pageInfo.endCursor } }),
    refetch,
  };
}
