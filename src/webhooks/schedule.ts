/** When a delivery is tried again, and what becomes of its endpoint. Pure: the time and chance are handed in. */
import type { Instant } from '../instant.ts';
import type { WebhookDeliveryStatus } from './webhook-event.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** From each failed try to the next; after the tenth try a delivery has failed. 75 h 35 min in all. */
const WAITS_MS = [
  5 * SECOND_MS,
  300 * SECOND_MS,
  1_800 * SECOND_MS,
  ...[2, 5, 10, 14, 20, 24].map((hours) => hours * HOUR_MS),
];

/** Endpoints that failed together do not come back together. */
const JITTER = 0.1;

/** However long a receiver asks for. */
const RETRY_AFTER_MAX_MS = 24 * HOUR_MS;

/** An endpoint of which every try has failed for so long is switched off. */
const FAILING_MAX_MS = 5 * 24 * HOUR_MS;

/** How a receiver answered one try. */
export interface Answer {
  /** Null: it did not answer. */
  readonly status: number | null;
  /** Why there was no answer, in a few words. */
  readonly failure: string | null;
  /** As its Retry-After asks for. */
  readonly retryAfterMs: number | null;
}

export interface DeliveryAfter {
  readonly status: WebhookDeliveryStatus;
  readonly attempts: number;
  readonly nextAttemptAt: Instant | null;
}

/** 2xx alone is success: a redirect is none. */
export function isSuccess({ status }: Answer): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** `random` is at least 0 and below 1. */
export function deliveryAfter(attempts: number, answer: Answer, now: Instant, random: number): DeliveryAfter {
  const tried = attempts + 1;
  if (isSuccess(answer)) return { status: 'DELIVERED', attempts: tried, nextAttemptAt: null };
  const waitMs = WAITS_MS[attempts];
  if (waitMs === undefined || answer.status === 410) return { status: 'FAILED', attempts: tried, nextAttemptAt: null };
  const jittered = waitMs * (1 - JITTER + 2 * JITTER * random);
  const asked = Math.min(answer.retryAfterMs ?? 0, RETRY_AFTER_MAX_MS);
  return { status: 'PENDING', attempts: tried, nextAttemptAt: now + Math.round(Math.max(jittered, asked)) };
}

export interface EndpointAfter {
  readonly failingSince: Instant | null;
  readonly pausedUntil: Instant | null;
  /** Why it is switched off; null: it is not. */
  readonly switchedOff: 'answered 410 Gone' | 'failed for five days' | null;
}

/** `answers` in the order in which they came. */
export function endpointAfter(failingSince: Instant | null, answers: readonly Answer[], now: Instant): EndpointAfter {
  const failures = answers.slice(answers.findLastIndex(isSuccess) + 1);
  const since = failures.length < answers.length ? null : failingSince;
  const askedMs = Math.max(0, ...failures.map(({ retryAfterMs }) => Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
  const isFailing = failures.length > 0;
  const isOver = isFailing && since !== null && now - since >= FAILING_MAX_MS;
  const isGone = answers.some(({ status }) => status === 410);
  return {
    failingSince: isFailing ? (since ?? now) : null,
    pausedUntil: askedMs > 0 ? now + askedMs : null,
    switchedOff: isGone ? 'answered 410 Gone' : isOver ? 'failed for five days' : null,
  };
}

/** Retry-After in milliseconds: seconds, or a date. Null where it is neither. */
export function readRetryAfter(value: string, now: Instant): number | null {
  if (/^\d{1,9}$/.test(value)) return Number(value) * SECOND_MS;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}
