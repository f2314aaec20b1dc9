import { LimitedTextInput } from '../look/limited-text.tsx';
import { say } from '../language/say.ts';

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
      label={say('admin.email')}
      description={say('admin.emailHint')}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      value={email}
      onChange={(event) => onEmail(event.currentTarget.value)}
      max={EMAIL_MAX}
      data-autofocus={isFirst || undefined}
    />
  );
}
