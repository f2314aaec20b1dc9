import type { ApolloClient } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { SHARED_REQUEST } from '../api/shared-request.ts';
import { say } from '../language/say.ts';
import { graphql } from '../generated/gql.ts';
import type { PriceListQuery } from '../generated/graphql.ts';
import { actionTitle } from './action-title.ts';
import { retryOf } from '../errors/retry-of.ts';

const RENEWED_MS = 10_000; // 10 seconds: a later list may come into force while the page is open

const PRICE_LIST = graphql(`
  query PriceList {
    priceList {
      version
      effectiveAt
      prices {
        kind
        title
        description
        credits
      }
    }
  }
`);

export type PriceOf = PriceListQuery['priceList']['prices'][number];

export interface KnownPrices {
  /** Undefined until the server has answered. */
  readonly priceList: PriceListQuery['priceList'] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The names of the actions are published in English. */
function spoken(priceList: PriceListQuery['priceList']): PriceListQuery['priceList'] {
  const prices = priceList.prices.map((price) => ({
    ...price,
    title: actionTitle(price.kind),
    description: say(`actions.about${price.kind}`),
  }));
  return { ...priceList, prices };
}

/** The prices in force, with the names of the actions. */
export function usePriceList(): KnownPrices {
  const { data, error, refetch } = useQuery(PRICE_LIST, { fetchPolicy: 'cache-first', context: SHARED_REQUEST });
  const priceList = data && spoken(data.priceList);
  return { priceList, error, retry: retryOf(refetch) };
}

/** Keeps the known prices those in force while the component is there. */
export function useLivePrices(): void {
  useQuery(PRICE_LIST, { pollInterval: RENEWED_MS, context: SHARED_REQUEST });
}

/**
 * Requests the prices after they have changed. Shares no request, because one that is in flight may have read the old prices. A failure is
 * ignored, because the prices are polled, too.
 */
export async function refetchPrices(client: ApolloClient): Promise<void> {
  await client.query({ query: PRICE_LIST, fetchPolicy: 'network-only' }).catch(() => undefined);
}
