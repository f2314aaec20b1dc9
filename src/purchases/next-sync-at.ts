import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../instant.ts';
import type { Purchase } from './purchase.ts';

/** How long a paid purchase is polled for disputes and returned debits. Later ones are reported by events only. */
const DISPUTABLE_MS = 180 * DAY_MS;

/** The interval while a change is expected soon, and after a failed attempt. */
export const RETRY_MS = MINUTE_MS;

/**
 * When a purchase is synchronized next without an event; intervals grow with its age. Null if no change is expected any more.
 * A declined card leaves the checkout open, and a failed debit may still be paid by another method.
 */
export function nextSyncAt({ status, createdAt, failure }: Purchase, now: Instant): Instant | null {
  const ageMs = Math.max(0, now - createdAt);
  switch (status) {
    case 'PENDING':
      return now + Math.min(HOUR_MS, Math.max(MINUTE_MS, ageMs / 2));
    case 'PROCESSING':
      return failure ? now + DAY_MS : now + 6 * HOUR_MS;
    case 'PAID':
    case 'PARTLY_REVERSED':
    case 'REVERSED':
      return ageMs > DISPUTABLE_MS ? null : now + Math.max(DAY_MS, ageMs / 2);
    case 'FAILED':
    case 'EXPIRED':
      return null;
  }
}
