import { UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { say } from '../language/say.ts';
import { RefundActionDialog } from './refund-action-dialog.tsx';
import classes from './refund-button.module.css';

export interface RefundButtonProps {
  readonly action: {
    readonly id: string;
    readonly status: string;
    readonly refund?: { readonly id: string } | null;
  };
  /** Tells one such button from the others. */
  readonly label: string;
}

/** Refunds an action by hand, unless it has been refunded. For ADMIN. */
export function RefundButton({ action: { id, status, refund }, label }: RefundButtonProps) {
  const [isOpen, { open, close }] = useDisclosure(false);
  if (refund || status === 'FAILED' || status === 'CANCELED') return null;
  return (
    <>
      <UnstyledButton className={classes.refund} onClick={open} aria-label={label}>
        {say('credits.refund')}
      </UnstyledButton>
      {isOpen && <RefundActionDialog actionId={id} onClose={close} />}
    </>
  );
}
