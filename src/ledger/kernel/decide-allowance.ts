import type { Instant } from '../../instant.ts';
import type { Allowance } from './allowance.ts';
import type { Change } from './change.ts';
import type { DecisionContext } from './decision-context.ts';
import type { AllowancePosting, AllowanceTerms, Refusal } from './posting.ts';
import { settleDue } from './settle-due.ts';

/**
 * Sets, changes or ends the allowance. Earlier grants of it are not changed. Without `startAt` a new allowance starts now,
 * and an existing one keeps its start, so that a repeated posting changes nothing. A grant that is due at once is written
 * by the same posting.
 */
export function decideAllowance(
  settled: Change,
  { terms }: AllowancePosting,
  context: DecisionContext,
): Change | Refusal {
  const { account } = settled;
  if (account.archivedAt !== null) return { reason: 'project-archived', archivedAt: account.archivedAt };
  const known = account.allowance;
  if (terms === null) return known === null ? settled : { ...settled, account: { ...account, allowance: null } };
  // An earlier allowance may already have been granted at an instant that has an entry.
  const earliest = account.lastEntryAt === context.now ? context.now + 1 : context.now;
  const startAt = terms.startAt ?? known?.startAt ?? earliest;
  const isNewStart = startAt !== known?.startAt;
  if (isNewStart && startAt < earliest) return { reason: 'start-in-past', now: context.now };
  const schedule = { every: terms.every, timeZone: terms.timeZone, startAt };
  const nextAt = isNewStart ? startAt : nextOf(known, terms, context, schedule);
  const { credits, rollover, rolloverCap } = terms;
  const allowance: Allowance = { ...schedule, credits, rollover, rolloverCap, nextAt };
  if (known !== null && isSame(known, allowance)) return settled;
  return settleDue({ ...settled, account: { ...account, allowance } }, context);
}

function nextOf(
  known: Allowance,
  { every, timeZone }: AllowanceTerms,
  { now, nextAllowanceAt }: DecisionContext,
  schedule: Pick<Allowance, 'every' | 'timeZone' | 'startAt'>,
): Instant {
  return known.every === every && known.timeZone === timeZone ? known.nextAt : nextAllowanceAt(schedule, now);
}

function isSame(one: Allowance, other: Allowance): boolean {
  return (
    one.credits === other.credits &&
    one.every === other.every &&
    one.rollover === other.rollover &&
    one.rolloverCap === other.rolloverCap &&
    one.timeZone === other.timeZone &&
    one.startAt === other.startAt &&
    one.nextAt === other.nextAt
  );
}
