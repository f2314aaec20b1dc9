import type { Instant } from '../../instant.ts';
import { appendEntry, DRAFT_DEFAULTS } from './account.ts';
import { type Allowance, runningAllowance } from './allowance.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import type { Moment } from './moment.ts';
import { expireDue, SYSTEM_ACTOR } from './expire-due.ts';
import type { Grant } from './grant.ts';

/** The priority of grants of allowances: the same as the default of other grants. */
const ALLOWANCE_PRIORITY = 50;

/**
 * Writes expiries and allowances that are due, in order of time, each dated at its instant; at the same instant expiries
 * come first. It runs before every decision, so that expired credits cannot be spent and nothing depends on a scheduler.
 * After an outage it writes everything that came due meanwhile.
 */
export function settleDue(before: Change, moment: Moment): Change {
  let change = before;
  for (;;) {
    const allowance = runningAllowance(change.account);
    if (allowance === null || allowance.nextAt > moment.now) return expireDue(change, moment.now);
    change = grantAllowance(expireDue(change, allowance.nextAt), allowance, moment);
  }
}

/** Writes the grant of the allowance's next instant, unless it is zero, and advances `nextAt`. */
function grantAllowance(settled: Change, allowance: Allowance, { newGrantId, nextAllowanceAt }: Moment): Change {
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
