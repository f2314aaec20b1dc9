/** Decides when a delivery is retried and when its endpoint is switched off. Pure: time and randomness are passed in. */
import { HOUR_MS, type Instant } from '../instant.ts';
import type { WebhookDeliveryStatus } from './webhook-event.ts';

const SECOND_MS = 1_000;

/** The delays between tries; after the tenth try a delivery has failed. 75 h 35 min in total. */
const WAITS_MS = [
  5 * SECOND_MS,
  300 * SECOND_MS,
  1_800 * SECOND_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/** Spreads the retries of endpoints that failed at the same time. */
const JITTER = 0.1;

/** The maximum of a receiver's Retry-After. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

/** An endpoint is switched off when every try has failed for this long. */
const FAILING_MAX_MS = 5 * 24 * HOUR_MS;

/** The result of one try. */
export interface AttemptResult {
  /** Null: no response. */
  readonly status: number | null;
  /** A short reason why there was no response. */
  readonly failure: string | null;
  /** From the header Retry-After. */
  readonly retryAfterMs: number | null;
}

export interface DeliveryAfter {
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
}

/** Only 2xx is a success; redirects are failures. */
export function isSuccess({ status }: AttemptResult): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** `random` must be at least 0 and below 1. */
export function deliveryAfter(attempts: number, result: AttemptResult, now: Instant, random: number): DeliveryAfter {
  const tried = attempts + 1;
  if (isSuccess(result)) return { status: 'DELIVERED', attempts: tried, nextAttemptAt: null };
  const waitMs = WAITS_MS[attempts];
  if (waitMs === undefined || result.status === 410) return { status: 'FAILED', attempts: tried, nextAttemptAt: null };
  const jittered = waitMs * (1 - JITTER + 2 * JITTER * random);
  const asked = Math.min(result.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
  return { status: 'PENDING', attempts: tried, nextAttemptAt: now + Math.round(Math.max(jittered, asked)) };
}

export interface EndpointAfter {
  readonly failingSince: Instant | null;
  readonly pausedUntil: Instant | null;
  /** The reason why it is switched off; null: it is not. */
  readonly switchedOff: 'answered 410 Gone' | 'failed for five days' | null;
}

/** `results` must be in the order of their arrival. */
export function endpointAfter(
  failingSince: Instant | null,
  results: readonly AttemptResult[],
  now: Instant,
): EndpointAfter {
  const failures = results.slice(results.findLastIndex(isSuccess) + 1);
  const since = failures.length < results.length ? null : failingSince;
  const askedMs = Math.max(0, ...failures.map(({ retryAfterMs }) => Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
  const isFailing = failures.length > 0;
  const isOver = isFailing && since !== null && now - since >= FAILING_MAX_MS;
  const isGone = results.some(({ status }) => status === 410);
  return {
    failingSince: isFailing ? (since ?? now) : null,
    pausedUntil: askedMs > 0 ? now + askedMs : null,
    switchedOff: isGone ? 'answered 410 Gone' : isOver ? 'failed for five days' : null,
  };
}

/** Parses Retry-After, seconds or a date, to milliseconds. Null if it is neither. */
export function readRetryAfter(value: string, now: Instant): number | null {
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND_MS;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
