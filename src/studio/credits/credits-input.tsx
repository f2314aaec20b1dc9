import { NumberInput } from '@mantine/core';

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
      label="Credits"
      value={value}
      onChange={onChange}
      min={1}
      max={CREDITS_MAX}
      allowDecimal={false}
      thousandSeparator=","
      error={value === '' ? 'How many? 1 to 1,000,000,000.' : null}
      required
      data-autofocus
    />
  );
}
