import { useState } from 'react';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';
import type { Sentence } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import { returnAddress } from './return-address.ts';

const CREATE_CHECKOUT = graphql(`
  mutation CreateCheckout($input: CreateCheckoutInput!) {
    createCheckout(input: $input) {
      __typename
      ... on Checkout {
        url
      }
      ...Refusal
    }
  }
`);

export interface CheckoutState {
  /** The pack whose checkout is being opened; null if there is none. */
  readonly openingId: string | null;
  readonly failure: Sentence | null;
  readonly refusal: Sentence | null;
  readonly open: (creditPackId: string, savePaymentMethod: boolean) => Promise<void>;
}

/** Begins a purchase and opens its checkout at Stripe, which returns to the current page. */
export function useCheckout(projectId: string, pictureId: string | null): CheckoutState {
  const { send, failure, refusal } = useIdempotentSend(
    CREATE_CHECKOUT,
    `buy ${projectId}`,
    ({ createCheckout: result }) => (result.__typename === 'Checkout' ? null : result),
  );
  const [openingId, setOpeningId] = useState<string | null>(null);
  const open = async (creditPackId: string, savePaymentMethod: boolean): Promise<void> => {
    setOpeningId(creditPackId);
    const returnUrl = returnAddress(location.href, pictureId);
    const checkout = (await send({ projectId, creditPackId, savePaymentMethod, returnUrl }))?.createCheckout;
    // The button stays busy until the browser has left the page.
    if (checkout?.__typename === 'Checkout') location.assign(checkout.url);
    else setOpeningId(null);
  };
  return { openingId, failure, refusal, open };
}
