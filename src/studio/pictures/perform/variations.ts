import type { Sentence } from '../../errors/error-sentence.ts';
import { formatCredits } from '../../language/formats.ts';
import { say } from '../../language/say.ts';
import type { Submission } from './perform-operations.ts';

/** How many pictures one press may ask for. */
export const VARIATION_COUNTS: readonly number[] = [1, 2, 4];

const SEEDS = 2 ** 31;

/** One press of the button: the same action so many times, each charged for itself. */
export interface Wish {
  readonly submission: Submission;
  readonly count: number;
}

/** The requests of a wish, each with an idempotency key of its own that is told from the wish's: repeated, they are the same. */
export function variationsOf({ submission, count }: Wish, wishKey: string) {
  return Array.from({ length: count }, (_, place) => ({
    submission: withSeedAfter(submission, place),
    idempotencyKey: place === 0 ? wishKey : `${wishKey} ${place + 1}`,
  }));
}

/** How many of `count` the balance pays for. */
export function affordable(count: number, credits: number, balance: number): number {
  return credits === 0 ? count : Math.min(count, Math.floor(balance / credits));
}

/** What is told when some of a wish were accepted, and then one was not. */
export function partlySentence(
  { accepted, count, credits }: { readonly accepted: number; readonly count: number; readonly credits: number },
  { title, detail }: Sentence,
): Sentence {
  if (accepted === 0) return { title, detail };
  const withoutCharge = detail.replace(`${say('errors.nothingCharged')} `, '');
  return {
    title: say('perform.partly', { accepted, count, credits: formatCredits(credits) }),
    detail: say('perform.notRest', { rest: count - accepted, reason: `${title} ${withoutCharge}` }),
  };
}

/** A given seed makes the first; each that follows has the next seed, because the same would make the same picture. */
function withSeedAfter(submission: Submission, place: number): Submission {
  const { seed } = submission.input;
  if (place === 0 || seed === null || seed === undefined) return submission;
  const next = { seed: (seed + place) % SEEDS };
  switch (submission.kind) {
    case 'PROMPT':
      return { kind: 'PROMPT', input: { ...submission.input, ...next } };
    case 'PROMPT_EDIT':
      return { kind: 'PROMPT_EDIT', input: { ...submission.input, ...next } };
    case 'BACKGROUND':
      return { kind: 'BACKGROUND', input: { ...submission.input, ...next } };
    case 'EXPAND':
      return { kind: 'EXPAND', input: { ...submission.input, ...next } };
  }
}
