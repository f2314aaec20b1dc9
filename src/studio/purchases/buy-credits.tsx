import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense } from 'react';
import { lazily } from '../navigation/lazily.ts';
import { useMayBuy } from './use-packs.ts';

const BuyCreditsDialog = lazily(async () => (await import('./buy-credits-dialog.tsx')).BuyCreditsDialog);

export interface BuyCreditsProps extends Pick<ButtonProps, 'size' | 'variant' | 'leftSection'> {
  readonly project: { readonly id: string; readonly name: string };
  /** The picture to come back to; without it: the address as it is. */
  readonly pictureId?: string | null;
}

/** The way to the packs. Nothing where they cannot be bought. */
export function BuyCredits({ project, pictureId = null, ...look }: BuyCreditsProps) {
  const mayBuy = useMayBuy();
  const [isBuying, buying] = useDisclosure(false);
  if (!mayBuy) return null;
  return (
    <>
      <Button {...look} onClick={buying.open}>
        Buy credits
      </Button>
      <Suspense fallback={null}>
        {isBuying && <BuyCreditsDialog project={project} pictureId={pictureId} onClose={buying.close} />}
      </Suspense>
    </>
  );
}
