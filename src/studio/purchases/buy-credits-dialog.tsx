import { Checkbox, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { Problem } from '../errors/problem.tsx';
import { usePriceList } from '../prices/use-price-list.ts';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { PackCard, PackList } from './pack-card.tsx';
import { useCheckout } from './use-checkout.ts';
import { usePacks } from './use-packs.ts';

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
