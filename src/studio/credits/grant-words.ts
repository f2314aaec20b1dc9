import { formatDay, formatInstant } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { DAY_MS } from '../../instant.ts';
import type { GrantSource } from '../generated/graphql.ts';
import type { LabelKey } from '../language/messages/message-types.ts';

/** "Dec 3, 2026", with the time where it is not midnight. */
export function formatExpiry(expiresAt: string): string {
  const at = new Date(expiresAt);
  return at.getHours() === 0 && at.getMinutes() === 0 ? formatDay(at) : formatInstant(expiresAt);
}

/** "today", "tomorrow", "in 11 days", by the local calendar. */
export function untilExpiry(expiresAt: string, now: Date): string {
  const days = dayNumber(new Date(expiresAt)) - dayNumber(now);
  if (days <= 0) return say('formats.today');
  return days === 1 ? say('formats.tomorrow') : say('formats.inDays', { days });
}

/** Calendar days since 1970; changes of daylight saving time do not count. */
function dayNumber(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / DAY_MS;
}

/** Where credits come from. */
export const GRANT_SOURCE: Readonly<Record<GrantSource, LabelKey>> = {
  MANUAL: 'credits.manual',
  PURCHASE: 'credits.bought',
  ALLOWANCE: 'credits.allowance',
  PROMOTION: 'credits.promotion',
  TRANSFER: 'credits.otherProject',
};

/** What an admin may say of credits that are added. */
export const GRANTABLE_SOURCES = ['MANUAL', 'PURCHASE', 'ALLOWANCE', 'PROMOTION'] as const satisfies GrantSource[];
