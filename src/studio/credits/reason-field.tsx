import { LimitedTextInput } from '../look/limited-text-input.tsx';

const REASON_MAX = 1_000;

export interface ReasonFieldProps {
  readonly value: string;
  readonly isMissing: boolean;
  readonly onChange: (reason: string) => void;
}

/** Why credits are given or taken back: it stands in the history. */
export function ReasonField({ value, isMissing, onChange }: ReasonFieldProps) {
  return (
    <LimitedTextInput
      label="Reason"
      description="Stands in the history and in the audit log."
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      max={REASON_MAX}
      error={isMissing ? 'Say why.' : null}
      required
      data-autofocus
    />
  );
}
