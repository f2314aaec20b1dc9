import { LimitedTextInput } from '../look/limited-text-input.tsx';
import { say } from '../language/say.ts';

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
      label={say('credits.reason')}
      description={say('credits.reasonHint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      max={REASON_MAX}
      error={isMissing ? say('credits.sayWhy') : null}
      required
      data-autofocus
    />
  );
}
