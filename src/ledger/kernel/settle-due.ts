import { HOUR_MS, type Instant } from '../../instant.ts';
import { type Account, appendEntry, DRAFT_DEFAULTS } from './account.ts';
import { type Allowance, runningAllowance } from './allowance.ts';
import { addEntry, type Change, noChange } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import type { DecisionContext } from './decision-context.ts';
import { expireDue, SYSTEM_ACTOR } from './expire-due.ts';
import { type Grant, hasExpired } from './grant.ts';

/** The priority of grants of allowances: the same as the default of other grants. */
const ALLOWANCE_PRIORITY = 50;

/** The most expiries and instants of an allowance that are settled in one transaction. */
export const SETTLED_MAX = 500;

/** The instants of a schedule are at least this far apart: a day that is shortened by a change of the clocks. */
const INTERVAL_MIN_MS = 20 * HOUR_MS;

/**
 * Writes expiries and allowances that are due, in order of time, each dated at its instant; at the same instant expiries
 * come first. It runs before every decision, so that expired credits cannot be spent and nothing depends on a scheduler.
 * After an outage it writes everything that came due meanwhile, or the first `max` expiries and instants of it.
 */
export function settleDue(before: Change, context: DecisionContext, max = Infinity): Change {
  let change = before;
  for (let left = max; ; left -= 1) {
    const allowance = runningAllowance(change.account);
    const isAllowanceDue = allowance !== null && allowance.nextAt <= context.now;
    const expired = expireDue(change, isAllowanceDue ? allowance.nextAt : context.now, left);
    left -= expired.entries.length - change.entries.length;
    if (!isAllowanceDue || left === 0) return expired;
    change = grantAllowance(expired, allowance, context);
  }
}

/** The first part of what is due, or null if one transaction can write all of it. */
export function firstPartDue(account: Account, context: DecisionContext, max = SETTLED_MAX): Change | null {
  if (dueAtMost(account, context.now) <= max) return null;
  const part = settleDue(noChange(account), context, max);
  return isDue(part.account, context.now) ? part : null;
}

/** An upper bound of the expiries and instants that are due: a grant of a missed instant may have expired, too. */
function dueAtMost(account: Account, now: Instant): number {
  const allowance = runningAllowance(account);
  if (allowance === null || allowance.nextAt > now) return account.grants.length;
  return account.grants.length + 2 * Math.ceil((now - allowance.nextAt + 1) / INTERVAL_MIN_MS);
}

function isDue(account: Account, now: Instant): boolean {
  const allowance = runningAllowance(account);
  return (allowance !== null && allowance.nextAt <= now) || account.grants.some((grant) => hasExpired(grant, now));
}

/** Writes the grant of the allowance's next instant, unless it is zero, and advances `nextAt`. */
function grantAllowance(
  settled: Change,
  allowance: Allowance,
  { newGrantId, nextAllowanceAt }: DecisionContext,
): Change {
  const at = allowance.nextAt;
  const nextAt = nextAllowanceAt(allowance, at);
  const change = { ...settled, account: { ...settled.account, allowance: { ...allowance, nextAt } } };
  const credits = creditsDue(settled, allowance);
  if (credits === 0) return change;
  const grantId = newGrantId();
  const draft = { ...DRAFT_DEFAULTS, kind: 'GRANT' as const, amount: credits, grantId, actor: SYSTEM_ACTOR };
  const { entry } = appendEntry(change.account, draft, at);
  return addEntry(change, { draft, grants: [grantOf(allowance, grantId, credits, entry, nextAt)] }, at);
}

function grantOf(
  { nextAt: allowanceAt, rollover }: Allowance,
  id: Grant['id'],
  credits: number,
  { sequence, createdAt }: Pick<Grant, 'sequence' | 'createdAt'>,
  expiresAt: Instant,
): Grant {
  return {
    id,
    source: 'ALLOWANCE',
    credits,
    remaining: credits,
    priority: ALLOWANCE_PRIORITY,
    expiresAt: rollover ? null : expiresAt,
    note: null,
    sequence,
    createdAt,
    allowanceAt,
    revokedAt: null,
  };
}

/** The credits to grant: fewer than the allowance's where the rollover cap or the limit of the balance requires it. */
function creditsDue({ account }: Change, { credits, rollover, rolloverCap }: Allowance): number {
  const left = account.grants.reduce((sum, grant) => (grant.allowanceAt === null ? sum : sum + grant.remaining), 0);
  const roomOfCap = rollover && rolloverCap !== null ? rolloverCap + credits - left : credits;
  return Math.max(0, Math.min(credits, roomOfCap, BALANCE_LIMIT - account.balance));
}
