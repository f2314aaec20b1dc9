import type { Effect } from '../credits/effects-table.tsx';
import { formatCredits, formatInstant } from '../language/formats.ts';
import type { AllowanceInput, AllowanceInterval, ProjectAllowanceFragment } from '../generated/graphql.ts';

export type ShownAllowance = NonNullable<ProjectAllowanceFragment['allowance']>;

export const EVERY: Readonly<Record<AllowanceInterval, string>> = {
  DAY: 'every day',
  WEEK: 'every week',
  MONTH: 'every month',
};

/** Approximately how many grants an allowance makes a year. */
const TIMES_A_YEAR: Readonly<Record<AllowanceInterval, number>> = { DAY: 365, WEEK: 52, MONTH: 12 };

/** "500 credits every month. What is left expires when the next come in." */
export function allowanceSentence(allowance: AllowanceInput | ShownAllowance): string {
  return `${formatCredits(allowance.credits)} ${EVERY[allowance.every]}. ${rolloverSentence(allowance)}`;
}

function rolloverSentence({ rollover, rolloverCap }: AllowanceInput | ShownAllowance): string {
  if (!rollover) return 'What is left expires when the next come in.';
  if (typeof rolloverCap !== 'number') return 'What is left is kept.';
  return `What is left is kept, up to ${formatCredits(rolloverCap)}; beyond that fewer come in.`;
}

/** What will happen once it is set, a line each: what comes in first, the balance then, and what a year brings. */
export function effectsOf(
  wanted: AllowanceInput,
  { allowance: known, balance }: Pick<ProjectAllowanceFragment, 'allowance' | 'balance'>,
): readonly Effect[] {
  const { credits, every, startAt } = wanted;
  const isFirst = !known && !startAt;
  const keepsDates = known && !startAt && known.every === every && known.timeZone === wanted.timeZone;
  const first = isFirst ? 'now' : startAt ? formatInstant(startAt) : keepsDates ? formatInstant(known.nextAt) : null;
  const before = known ? `${formatCredits(known.credits)} ${EVERY[known.every]}` : 'none';
  return [
    ['Allowance', `${before} → ${formatCredits(credits)} ${EVERY[every]}`],
    ['Comes in first', first ?? 'on the first date of its calendar after now'],
    ['Balance', isFirst ? `${formatCredits(balance)} → ${formatCredits(balance + credits)}` : formatCredits(balance)],
    ['A year brings about', formatCredits(credits * TIMES_A_YEAR[every])],
  ];
}
