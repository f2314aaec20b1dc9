import type { Instant } from '../instant.ts';
import type { Purchase } from './purchase.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Banks take back what was paid for so long; what comes later only an event tells. */
const DISPUTABLE_MS = 180 * DAY_MS;

/** While something is expected soon, and when a look has failed. */
export const RETRY_MS = MINUTE_MS;

/**
 * When Stripe is asked next without an event: the older the purchase, the less often. Null: nothing is expected any more.
 * A card that is declined leaves a checkout open, and one that bounced may be paid by another method.
 */
export function nextLookAt({ status, createdAt, failure }: Purchase, now: Instant): Instant | null {
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
