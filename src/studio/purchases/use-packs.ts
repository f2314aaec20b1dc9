import { useQuery } from '@apollo/client/react';
import { SHARED_REQUEST } from '../api/shared-request.ts';
import { graphql } from '../generated/gql.ts';
import type { PackFragment } from '../generated/graphql.ts';
import { useMay } from '../session/viewer.ts';

export const PACK = graphql(`
  fragment Pack on CreditPack {
    id
    title
    credits
    expiresAfterDays
    amount {
      minor
      currency
    }
  }
`);

export const CREDIT_PACKS = graphql(`
  query CreditPacks {
    paymentsConfigured
    creditPacks {
      ...Pack
    }
  }
`);

export type Pack = PackFragment;

export interface KnownPacks {
  /** Whether payments are configured; false until the server has answered. */
  readonly isConfigured: boolean;
  /** In the order in which buyers see them; undefined until the server has answered. */
  readonly packs: readonly Pack[] | undefined;
}

/** The packs for sale; none if Stripe is not configured. */
export function usePacks(): KnownPacks {
  const { data } = useQuery(CREDIT_PACKS, { fetchPolicy: 'cache-first', context: SHARED_REQUEST });
  return { isConfigured: data?.paymentsConfigured ?? false, packs: data?.creditPacks };
}

/** Whether the user can buy credits. False until the server has answered. */
export function useMayBuy(): boolean {
  const mayEdit = useMay('EDITOR');
  const { packs } = usePacks();
  return mayEdit && packs !== undefined && packs.length > 0;
}
