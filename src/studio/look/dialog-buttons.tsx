import { Button, Group } from '@mantine/core';
import { say } from '../language/say.ts';

export interface DialogButtonsProps {
  readonly submitLabel: string;
  /** If absent, the button submits the form that contains it. */
  readonly onSubmit?: () => void;
  readonly isSending?: boolean;
  readonly isDisabled?: boolean;
  /** Default: "Cancel". */
  readonly cancelLabel?: string;
  /** Null: no cancel button. */
  readonly onCancel: (() => void) | null;
  /** Whether the cancel button has the focus when the dialog opens. */
  readonly isCancelFocused?: boolean;
}

/** The buttons at the end of a dialog or a form: cancel and submit. */
export function DialogButtons(props: DialogButtonsProps) {
  const {
    submitLabel,
    onSubmit,
    isSending = false,
    isDisabled = false,
    cancelLabel,
    onCancel,
    isCancelFocused,
  } = props;
  return (
    <Group justify="flex-end" gap="xs">
      {onCancel && (
        <Button variant="default" onClick={onCancel} data-autofocus={isCancelFocused || undefined}>
          {cancelLabel ?? say('look.cancel')}
        </Button>
      )}
      <Button type={onSubmit ? 'button' : 'submit'} loading={isSending} disabled={isDisabled} onClick={onSubmit}>
        {submitLabel}
      </Button>
    </Group>
  );
}
