import { Button, type ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Suspense } from 'react';
import { lazily } from '../navigation/lazily.ts';
import { say } from '../language/say.ts';
import { useMayBuy } from './use-packs.ts';

const BuyCreditsDialog = lazily(async () => (await import('./buy-credits-dialog.tsx')).BuyCreditsDialog);

export interface BuyCreditsProps extends Pick<ButtonProps, 'size' | 'variant' | 'leftSection'> {
  readonly project: { readonly id: string; readonly name: string };
  /** The picture to return to; by default the current address. */
  readonly pictureId?: string | null;
}

/** A button that opens the packs; renders nothing if the user cannot buy them. */
export function BuyCredits({ project, pictureId = null, ...look }: BuyCreditsProps) {
  const mayBuy = useMayBuy();
  const [isBuying, buying] = useDisclosure(false);
  if (!mayBuy) return null;
  return (
    <>
      <Button {...look} onClick={buying.open}>
        {say('purchases.buyCredits')}
      </Button>
      <Suspense fallback={null}>
        {isBuying && <BuyCreditsDialog project={project} pictureId={pictureId} onClose={buying.close} />}
      </Suspense>
    </>
  );
}
