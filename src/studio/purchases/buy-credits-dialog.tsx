import { Checkbox, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../errors/problem.tsx';
import { usePriceList } from '../prices/use-price-list.ts';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { PackCard, PackList } from './pack-card.tsx';
import { usePacks } from './use-packs.ts';
import { useIdempotentSend } from '../api/use-idempotent-send.ts';
import type { Sentence } from '../errors/error-sentence.ts';
import { graphql } from '../generated/gql.ts';
import { returnAddress } from './return-address.ts';

export interface BuyCreditsDialogProps {
  readonly project: { readonly id: string; readonly name: string };
  readonly pictureId: string | null;
  readonly onClose: () => void;
}

/** The packs for sale, each with a button that opens its checkout at Stripe. */
export function BuyCreditsDialog({ project, pictureId, onClose }: BuyCreditsDialogProps) {
  const { packs } = usePacks();
  const { priceList } = usePriceList();
  const { openingId, failure, refusal, open } = useCheckout(project.id, pictureId);
  const isAdmin = useMay('ADMIN'); // only an ADMIN can set the automatic top-up
  const [isCardKept, setCardKept] = useState(false);
  return (
    <Modal opened onClose={onClose} title={say('purchases.buyFor', { project: project.name })} size="lg">
      <Stack gap="md">
        {packs && priceList ? (
          <PackList>
            {packs.map((pack) => (
              <PackCard
                key={pack.id}
                pack={pack}
                prices={priceList.prices}
                onBuy={() => void open(pack.id, isCardKept)}
                isOpening={openingId === pack.id}
                isBlocked={openingId !== null && openingId !== pack.id}
              />
            ))}
          </PackList>
        ) : (
          <Skeleton height={160} role="status" aria-busy="true" aria-label={say('purchases.loadingPacks')} />
        )}
        {isAdmin && (
          <Checkbox
            label={say('purchases.keepCard')}
            description={say('purchases.keepCardHint')}
            checked={isCardKept}
            onChange={(event) => setCardKept(event.currentTarget.checked)}
          />
        )}
        {failure && <Problem sentence={failure} />}
        {refusal && <Problem sentence={refusal} tone="refusal" />}
        <Text size="xs" c="dimmed">
          {say('purchases.payAtStripe')}
        </Text>
      </Stack>
    </Modal>
  );
}

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

interface CheckoutState {
  /** The pack whose checkout is being opened; null if there is none. */
  readonly openingId: string | null;
  readonly failure: Sentence | null;
  readonly refusal: Sentence | null;
  readonly open: (creditPackId: string, savePaymentMethod: boolean) => Promise<void>;
}

/** Begins a purchase and opens its checkout at Stripe, which returns to the current page. */
function useCheckout(projectId: string, pictureId: string | null): CheckoutState {
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
