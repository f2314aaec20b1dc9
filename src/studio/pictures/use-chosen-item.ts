import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { graphql } from '../generated/gql.ts';
import type { ItemByIdQuery } from '../generated/graphql.ts';
import { isUnfinished, itemOfAction, itemOfUpload, type SheetItem } from './items/sheet-item.ts';

const ITEM_BY_ID = graphql(`
  query ItemById($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on Action {
        ...ActionTile
      }
      ... on Image {
        ...Picture
        action {
          ...ActionTile
        }
      }
    }
  }
`);

export interface Chosen {
  /** The picture in the middle: the one that the address names, else the newest when the page was opened; undefined where there is none. */
  readonly item: SheetItem | undefined;
  /** The address names one that is still being asked for. */
  readonly isLoading: boolean;
  /** Nothing here has the id that the address names. */
  readonly isUnknown: boolean;
  /** `isStep`: one of many, that is not to be gone back to one by one. */
  readonly choose: (id: string, isStep?: boolean) => void;
}

/** Which picture is shown. It stands in the address, and may be older than what the contact sheet has loaded. */
export function useChosenItem(items: readonly SheetItem[] | undefined): Chosen {
  const [params, setParams] = useSearchParams();
  const id = params.get('picture');
  const firstId = useFirst(newestPicture(items)?.id);
  const onSheet =
    items?.find((item) => item.id === (id ?? firstId)) ?? (id === null ? newestPicture(items) : undefined); // the first item may have been dismissed
  const isElsewhere = id !== null && items !== undefined && onSheet === undefined;
  const { data, loading } = useQuery(ITEM_BY_ID, { variables: { id: id ?? '' }, skip: !isElsewhere });
  const found = isElsewhere && data?.node ? itemOf(data.node) : undefined;
  const choose = (next: string, isStep = false) =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('picture', next);
        return after;
      },
      { replace: isStep },
    );
  return {
    item: onSheet ?? found,
    isLoading: id !== null && (items === undefined || (isElsewhere && loading && !found)),
    isUnknown: isElsewhere && !loading && !found,
    choose,
  };
}

function itemOf(node: NonNullable<ItemByIdQuery['node']>): SheetItem | undefined {
  if (node.__typename === 'Action') return itemOfAction(node);
  if (node.__typename !== 'Image') return undefined;
  return node.action ? itemOfAction(node.action) : itemOfUpload(node);
}

/** The first value that there was: what others make later must not take the picture away that somebody works on. */
function useFirst(value: string | undefined): string | undefined {
  const [first, setFirst] = useState(value);
  if (first === undefined && value !== undefined) setFirst(value);
  return first ?? value;
}

/** What was made or begun last; what failed or was canceled is not what one comes for. */
function newestPicture(items: readonly SheetItem[] | undefined): SheetItem | undefined {
  return items?.find(({ picture, action }) => picture !== null || (action && isUnfinished(action)));
}
