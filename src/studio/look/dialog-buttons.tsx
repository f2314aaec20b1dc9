import { Button, Group } from '@mantine/core';
import { say } from '../language/say.ts';

export interface DialogButtonsProps {
  readonly submitLabel: string;
  /** Absent: the button submits the form that it is in. */
  readonly onSubmit?: () => void;
  readonly isSending?: boolean;
  readonly isDisabled?: boolean;
  /** Default: "Cancel". */
  readonly cancelLabel?: string;
  /** Null: there is nothing to cancel. */
  readonly onCancel: (() => void) | null;
  /** Whether the dialog opens with the focus on the button that changes nothing. */
  readonly isCancelFocused?: boolean;
}

/** The end of a dialog or a form: the button that changes nothing, and the one that does what the title says. */
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
