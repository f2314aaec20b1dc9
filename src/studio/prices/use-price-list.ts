import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/gql.ts';
import type { ActionKind, PriceListQuery } from '../generated/graphql.ts';

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

export interface KnownPrices {
  /** Undefined until the server has answered. */
  readonly priceList: PriceListQuery['priceList'] | undefined;
  readonly error: unknown;
  readonly retry: () => void;
}

/** The prices in force, with the published names of the actions. */
export function usePriceList(): KnownPrices {
  const { data, error, refetch } = useQuery(PRICE_LIST, { fetchPolicy: 'cache-first' });
  return { priceList: data?.priceList, error, retry: () => void refetch() };
}

/** The published name of an action; empty until it is known. */
export function useActionTitle(): (kind: ActionKind) => string {
  const { priceList } = usePriceList();
  return (kind) => priceList?.prices.find((price) => price.kind === kind)?.title ?? '';
}
