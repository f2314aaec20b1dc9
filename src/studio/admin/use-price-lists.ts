import { useApolloClient, useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { PriceListsQuery } from '../generated/graphql.ts';
import { refetchPrices } from '../prices/use-price-list.ts';
import { retryOf } from '../errors/retry-of.ts';

const PRICE_LISTS = graphql(`
  query PriceLists {
    priceList {
      version
    }
    priceLists(first: 50) {
      version
      effectiveAt
      publishedBy
      prices {
        kind
        title
        credits
      }
    }
  }
`);

const FOLLOW_MS = 10_000; // a planned list takes effect, or somebody else publishes one

export type ListedPrices = PriceListsQuery['priceLists'][number];

export interface KnownPriceLists {
  /** The last to take effect first; undefined until the server has answered. */
  readonly lists:
    | {
        readonly planned: readonly ListedPrices[];
        readonly inForce: ListedPrices;
        readonly earlier: readonly ListedPrices[];
      }
    | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

export function usePriceLists(): KnownPriceLists {
  const { data, error, refetch } = useQuery(PRICE_LISTS, { pollInterval: FOLLOW_MS, fetchPolicy: 'cache-and-network' });
  const place = data?.priceLists.findIndex(({ version }) => version === data.priceList.version) ?? -1;
  const inForce = data?.priceLists[place];
  const lists = data &&
    inForce && { planned: data.priceLists.slice(0, place), inForce, earlier: data.priceLists.slice(place + 1) };
  return { lists, error, retry: retryOf(refetch) };
}

/** Asks again for every price that the page knows. */
export function usePricesAgain(): () => Promise<unknown> {
  const client = useApolloClient();
  return () =>
    Promise.all([client.refetchQueries({ include: [PRICE_LISTS] }), refetchPrices(client)]).catch(() => undefined); // they are polled, too
}
