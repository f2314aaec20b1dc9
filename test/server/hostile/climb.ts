import fc from 'fast-check';

/** Any choices, as `randomAttack` takes them. */
const choices = fc.array(fc.nat(1_000), { minLength: 10, maxLength: 60 });

export interface ClimbOptions {
  readonly seed: number;
  /** Documents that are tried and answered. */
  readonly count: number;
}

/**
 * Looks for the choices that are worth the most: every other one tried is the best so far with one choice made otherwise.
 * `worth` is null for choices that cannot be tried.
 */
export async function climb(
  { seed, count }: ClimbOptions,
  worth: (numbers: readonly number[]) => Promise<number | null>,
): Promise<number> {
  const random = fc.sample(choices, { numRuns: count * 8, seed });
  const changes = fc.sample(fc.tuple(fc.nat(1_000), fc.nat(1_000)), { numRuns: count * 8, seed });
  let best: { readonly numbers: readonly number[]; readonly worth: number } | null = null;
  let tried = 0;
  for (const [place, fresh] of random.entries()) {
    if (tried === count) break;
    const [at = 0, value = 0] = changes[place] ?? [];
    const numbers: readonly number[] =
      best !== null && place % 2 === 1 ? best.numbers.with(at % best.numbers.length, value) : fresh;
    const found = await worth(numbers);
    if (found === null) continue;
    tried += 1;
    if (best === null || found > best.worth) best = { numbers, worth: found };
  }
  return tried;
}
