import { NumberInput } from '@mantine/core';
import { formatCount } from '../language/formats.ts';
import { say } from '../language/say.ts';

/** The most that one grant can bring. */
export const CREDITS_MAX = 1_000_000_000;

export interface CreditsInputProps {
  readonly value: number | string;
  readonly onChange: (value: number | string) => void;
}

/** How many credits are granted, the first field of its form. */
export function CreditsInput({ value, onChange }: CreditsInputProps) {
  return (
    <NumberInput
      label={say('credits.credits')}
      value={value}
      onChange={onChange}
      min={1}
      max={CREDITS_MAX}
      allowDecimal={false}
      error={value === '' ? say('credits.howMany', { max: formatCount(CREDITS_MAX) }) : null}
      required
      data-autofocus
    />
  );
}
