import { useState } from 'react';
import { useIntent } from '../api/use-intent.ts';
import { useSend } from '../api/use-send.ts';
import { errorSentence, type Sentence } from '../errors/error-sentence.ts';
import { refusalSentence } from '../errors/refusal.ts';
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
  const intent = useIntent(`buy ${projectId}`);
  const { send, error } = useSend(CREATE_CHECKOUT);
  const [openingId, setOpeningId] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Sentence | null>(null);
  const open = async (creditPackId: string, savePaymentMethod: boolean): Promise<void> => {
    setRefusal(null);
    setOpeningId(creditPackId);
    const fields = { projectId, creditPackId, savePaymentMethod, returnUrl: returnAddress(location.href, pictureId) };
    const result = await send({ input: { ...fields, idempotencyKey: intent.keyFor(fields) } });
    if (result) intent.settle();
    // The button stays busy until the browser has left the page.
    if (result?.createCheckout.__typename === 'Checkout') return location.assign(result.createCheckout.url);
    setOpeningId(null);
    if (result) setRefusal(refusalSentence(result.createCheckout));
  };
  return { openingId, failure: error ? errorSentence(error) : null, refusal, open };
}
