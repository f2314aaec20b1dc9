import type { Effect } from '../credits/posting-form.tsx';
import { formatCredits, formatInstant } from '../language/formats.ts';
import type { AllowanceInput, AllowanceInterval, ProjectAllowanceFragment } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';
import { say } from '../language/say.ts';

export type ShownAllowance = NonNullable<ProjectAllowanceFragment['allowance']>;

export const EVERY: Readonly<Record<AllowanceInterval, LabelKey>> = {
  DAY: 'settings.everyDay',
  WEEK: 'settings.everyWeek',
  MONTH: 'settings.everyMonth',
};

/** Approximately how many grants an allowance makes a year. */
const TIMES_A_YEAR: Readonly<Record<AllowanceInterval, number>> = { DAY: 365, WEEK: 52, MONTH: 12 };

/** "500 credits every month. What is left expires when the next come in." */
export function allowanceSentence(allowance: AllowanceInput | ShownAllowance): string {
  const { credits, every, rollover, rolloverCap } = allowance;
  const phrase = creditsEvery(credits, every);
  if (!rollover) return say('settings.expires', { allowance: phrase });
  if (typeof rolloverCap !== 'number') return say('settings.isKept', { allowance: phrase });
  return say('settings.isKeptUpTo', { allowance: phrase, cap: formatCredits(rolloverCap) });
}

function creditsEvery(credits: number, every: AllowanceInterval): string {
  return say('settings.creditsEvery', { credits: formatCredits(credits), every });
}

/** What will happen once it is set, a line each: what comes in first, the balance then, and what a year brings. */
export function effectsOf(
  wanted: AllowanceInput,
  { allowance: known, balance }: Pick<ProjectAllowanceFragment, 'allowance' | 'balance'>,
): readonly Effect[] {
  const { credits, every, startAt } = wanted;
  const isFirst = !known && !startAt;
  const keepsDates = known && !startAt && known.every === every && known.timeZone === wanted.timeZone;
  const first = isFirst
    ? say('settings.now')
    : startAt
      ? formatInstant(startAt)
      : keepsDates
        ? formatInstant(known.nextAt)
        : null;
  const before = known ? creditsEvery(known.credits, known.every) : say('settings.none');
  return [
    [say('settings.effectAllowance'), say('settings.changes', { before, after: creditsEvery(credits, every) })],
    [say('settings.effectFirst'), first ?? say('settings.firstDate')],
    [
      say('settings.effectBalance'),
      isFirst
        ? say('settings.changes', { before: formatCredits(balance), after: formatCredits(balance + credits) })
        : formatCredits(balance),
    ],
    [say('settings.effectYear'), formatCredits(credits * TIMES_A_YEAR[every])],
  ];
}
