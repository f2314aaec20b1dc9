import type { Instant } from '../../instant.ts';
import { appendEntry, BLANK_DRAFT } from './account.ts';
import { type Allowance, runningAllowance } from './allowance.ts';
import { addEntry, type Change } from './change.ts';
import { BALANCE_LIMIT } from './decide-grant.ts';
import type { Moment } from './moment.ts';
import { expireDue, SYSTEM_ACTOR } from './expire-due.ts';
import type { Grant } from './grant.ts';

/** Of the grants of allowances: that of other grants where nothing is said. */
const ALLOWANCE_PRIORITY = 50;

/**
 * Writes what has come due, in the order of time: expiries and allowances, each dated at its instant; at one instant the
 * expiries first. It is run before every decision, so that no expired credit can be spent and no clockwork decides
 * anything; after an outage it writes what would have been written meanwhile.
 */
export function settleDue(before: Change, moment: Moment): Change {
  let change = before;
  for (;;) {
    const allowance = runningAllowance(change.account);
    if (allowance === null || allowance.nextAt > moment.now) return expireDue(change, moment.now);
    change = give(expireDue(change, allowance.nextAt), allowance, moment);
  }
}

/** Gives what the allowance brings at its next instant, which may be nothing, and moves it on to the one after that. */
function give(settled: Change, allowance: Allowance, { newGrantId, nextAllowanceAt }: Moment): Change {
  const at = allowance.nextAt;
  const nextAt = nextAllowanceAt(allowance, at);
  const change = { ...settled, account: { ...settled.account, allowance: { ...allowance, nextAt } } };
  const credits = creditsDue(settled, allowance);
  if (credits === 0) return change;
  const grantId = newGrantId();
  const draft = { ...BLANK_DRAFT, kind: 'GRANT' as const, amount: credits, grantId, actor: SYSTEM_ACTOR };
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

/** Where a cap bounds what is left over, or the balance would pass its limit, less is given than the allowance says. */
function creditsDue({ account }: Change, { credits, rollover, rolloverCap }: Allowance): number {
  const left = account.grants.reduce((sum, grant) => (grant.allowanceAt === null ? sum : sum + grant.remaining), 0);
  const roomOfCap = rollover && rolloverCap !== null ? rolloverCap + credits - left : credits;
  return Math.max(0, Math.min(credits, roomOfCap, BALANCE_LIMIT - account.balance));
}
