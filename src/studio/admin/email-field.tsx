import { LimitedTextInput } from '../look/limited-text-input.tsx';

const EMAIL_MAX = 254;

export interface EmailFieldProps {
  readonly email: string;
  readonly onEmail: (email: string) => void;
  /** Whether the field has the focus when its dialog opens. */
  readonly isFirst?: boolean;
}

/** The e-mail address of the holder of a key. */
export function EmailField({ email, onEmail, isFirst = false }: EmailFieldProps) {
  return (
    <LimitedTextInput
      type="email"
      label="E-mail"
      description="The address of the person who holds the key, for alerts. Leave it empty to send none."
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={email}
      onChange={(event) => onEmail(event.currentTarget.value)}
      max={EMAIL_MAX}
      data-autofocus={isFirst || undefined}
    />
  );
}
