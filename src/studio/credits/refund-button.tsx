import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMay } from '../session/viewer.ts';
import { say } from '../language/say.ts';
import { RefundActionDialog } from './refund-action-dialog.tsx';

export interface RefundButtonProps {
  readonly action: {
    readonly id: string;
    readonly status: string;
    readonly refund?: { readonly id: string } | null;
  };
  /** Tells one such button from the others. */
  readonly label: string;
}

/** Where an action can be refunded by hand: for ADMIN, and unless it has been. */
export function RefundButton({ action: { id, status, refund }, label }: RefundButtonProps) {
  const isAdmin = useMay('ADMIN');
  const [isOpen, { open, close }] = useDisclosure(false);
  if (!isAdmin || refund || status === 'FAILED' || status === 'CANCELED') return null;
  return (
    <>
      <Button variant="transparent" color="gray" size="compact-xs" px={0} onClick={open} aria-label={label}>
        {say('credits.refund')}
      </Button>
      {isOpen && <RefundActionDialog actionId={id} onClose={close} />}
    </>
  );
}
