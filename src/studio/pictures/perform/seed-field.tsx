import { NumberInput } from '@mantine/core';
import { say } from '../../language/say.ts';

const SEED_MAX = 2_147_483_647;

export interface SeedFieldProps {
  readonly seed: number | null;
  readonly onSeed: (seed: number | null) => void;
}

/** The seed; that of an earlier picture makes the picture again. */
export function SeedField({ seed, onSeed }: SeedFieldProps) {
  return (
    <NumberInput
      label={say('perform.seed')}
      description={say('perform.aboutSeed')}
      value={seed ?? ''}
      onChange={(value) => onSeed(typeof value === 'number' ? value : null)}
      min={0}
      max={SEED_MAX}
      allowDecimal={false}
      thousandSeparator={false}
      allowNegative={false}
      clampBehavior="strict"
      hideControls
    />
  );
}
