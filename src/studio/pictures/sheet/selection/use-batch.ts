import { useApolloClient } from '@apollo/client/react';
import { useRef, useState } from 'react';
import { useIntent } from '../../../api/use-intent.ts';
import { errorSentence, type Sentence } from '../../../errors/error-sentence.ts';
import { refusalSentence } from '../../../errors/refusal.ts';
import { graphql } from '../../../generated/gql.ts';
import type { BatchItemInput, PictureFragment } from '../../../generated/graphql.ts';
import { addToList } from '../../items/use-action-feed.ts';
import { expanded, sidesForRatio, sidesProblem } from '../../perform/expanding.ts';

/** The action that is performed on each picture. */
export type BatchWish =
  { readonly kind: 'BACKGROUND'; readonly background: string } | { readonly kind: 'EXPAND'; readonly ratio: string };

/** The pictures on which the action is performed: without those that already have the ratio or would become too large. */
export function fitFor(wish: BatchWish, pictures: readonly PictureFragment[]): readonly PictureFragment[] {
  if (wish.kind === 'BACKGROUND') return pictures;
  return pictures.filter((picture) => {
    const size = expanded(picture, sidesForRatio(picture, wish.ratio));
    return size.width * size.height > picture.width * picture.height && sidesProblem(size) === null;
  });
}

/** One item for each picture, with an idempotency key derived from that of the batch. */
function batchItems(
  wish: BatchWish,
  pictures: readonly PictureFragment[],
  { key, maxCredits }: { readonly key: string; readonly maxCredits: number },
): BatchItemInput[] {
  return pictures.map((picture) => {
    const of = { idempotencyKey: `${key} ${picture.id}`, imageId: picture.id, maxCredits };
    return wish.kind === 'BACKGROUND'
      ? { background: { ...of, background: wish.background.trim() } }
      : { expand: { ...of, ...sidesForRatio(picture, wish.ratio) } };
  });
}

const ITEMS_MAX = 100; // of one call

const PERFORM_BATCH = graphql(`
  mutation PerformBatch($input: PerformBatchInput!) {
    performBatch(input: $input) {
      charged
      project {
        ...ProjectBalance
      }
      results {
        __typename
        ... on PerformedAction {
          action {
            ...ActionTile
          }
          transaction {
            id
            amount
          }
        }
        ... on BatchItemOutcomeUnknown {
          message
        }
        ...Refusal
      }
    }
  }
`);

/** What became of a batch that was answered. */
export interface BatchEnd {
  readonly performed: number;
  readonly credits: number;
  /** Why the others were not, each reason once. */
  readonly refusals: readonly Sentence[];
  /** Of which nobody knows whether they were charged: to be sent again, with the same keys. */
  readonly unknown: number;
}

export interface Batch {
  /** Null where it was not answered; `failure` says why. The same again is charged once. */
  readonly perform: (
    wish: BatchWish,
    pictures: readonly PictureFragment[],
    maxCredits: number,
  ) => Promise<BatchEnd | null>;
  readonly isSending: boolean;
  readonly failure: Sentence | null;
}

/** Performs one action on many pictures, a hundred with each call, each charged once for itself, as far as the credits last. */
export function useBatch(projectId: string): Batch {
  const client = useApolloClient();
  const intent = useIntent(`batch ${projectId}`);
  const isUnderWay = useRef(false);
  const [state, setState] = useState<Pick<Batch, 'isSending' | 'failure'>>({ isSending: false, failure: null });
  const send = async (items: ReturnType<typeof batchItems>) => {
    const input = { projectId, mode: 'AS_MANY_AS_AFFORDABLE' as const, items };
    const { data } = await client.mutate({ mutation: PERFORM_BATCH, variables: { input } });
    if (!data) throw new Error('the response has no data');
    return data.performBatch.results;
  };
  const perform: Batch['perform'] = async (wish, pictures, maxCredits) => {
    if (isUnderWay.current) return null;
    isUnderWay.current = true;
    setState({ isSending: true, failure: null });
    const key = intent.keyFor({ wish, pictures: pictures.map(({ id }) => id), maxCredits });
    const end = { performed: 0, credits: 0, unknown: 0, refusals: new Map<string, Sentence>() };
    try {
      const items = batchItems(wish, pictures, { key, maxCredits });
      for (let from = 0; from < items.length; from += ITEMS_MAX) {
        for (const result of await send(items.slice(from, from + ITEMS_MAX))) {
          if (result.__typename === 'PerformedAction') {
            addToList(client.cache, projectId, result.action);
            end.performed += 1;
            end.credits -= result.transaction.amount;
          } else if (result.__typename === 'BatchItemOutcomeUnknown') end.unknown += 1;
          else {
            const sentence = refusalSentence(result);
            end.refusals.set(sentence.title, sentence);
          }
        }
      }
      if (end.unknown === 0) intent.finish();
      setState({ isSending: false, failure: null });
      return { ...end, refusals: [...end.refusals.values()] };
    } catch (error) {
      setState({ isSending: false, failure: errorSentence(error) });
      return null;
    } finally {
      isUnderWay.current = false;
    }
  };
  return { ...state, perform };
}
