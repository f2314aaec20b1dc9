import { Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { errorSentence } from '../errors/error-sentence.ts';
import { Problem } from '../errors/problem.tsx';
import { DialogButtons, type DialogButtonsProps } from './dialog-buttons.tsx';

export interface ConfirmDialogProps extends Pick<
  DialogButtonsProps,
  'submitLabel' | 'isSending' | 'cancelLabel' | 'isCancelFocused'
> {
  readonly isOpen?: boolean;
  readonly title: string;
  /** The consequences of confirming. */
  readonly hint: string;
  /** The error of the last attempt; null or undefined: none. */
  readonly error: unknown;
  /** Content above the buttons. */
  readonly children?: ReactNode;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A dialog that explains the consequences of an action, and asks for confirmation. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { isOpen = true, title, hint, error, children, onConfirm, onClose, ...buttons } = props;
  return (
    <Modal opened={isOpen} onClose={onClose} title={title}>
      <Stack gap="md">
        <Text style={{ overflowWrap: 'anywhere' }}>{hint}</Text>
        {error ? <Problem sentence={errorSentence(error)} /> : null}
        {children}
        <DialogButtons {...buttons} onSubmit={onConfirm} onCancel={onClose} />
      </Stack>
    </Modal>
  );
}
