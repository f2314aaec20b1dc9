import { UnavailableError } from '../../database/failure.ts';
import type { PaymentFailure } from '../payment.ts';

/** The fields of Stripe's errors that are used here. */
interface StripeErrorFields {
  readonly type: string;
  readonly message: string;
  readonly code?: string;
  readonly decline_code?: string;
  readonly statusCode?: number;
}

function isStripeError(error: unknown): error is Error & StripeErrorFields {
  return error instanceof Error && 'type' in error && typeof error.type === 'string' && error.type.startsWith('Stripe');
}

/** The failure if Stripe has permanently declined the payment; null if the outcome is unknown or the call is invalid. */
export function declineOf(error: unknown): PaymentFailure | null {
  if (!isStripeError(error) || error.type !== 'StripeCardError') return null;
  const { code = 'card_declined', message, decline_code: declineCode = null } = error;
  return { code, message, declineCode };
}

/** Whether Stripe permanently rejects the request, such as the refund of a charge that is already refunded. */
export function isRefusedForGood(error: unknown): boolean {
  return isStripeError(error) && error.type === 'StripeInvalidRequestError';
}

/** Converts errors after which the call may be repeated (no response, rate limit, lock) to UnavailableError. */
export async function asUnavailable<Result>(call: Promise<Result>): Promise<Result> {
  try {
    return await call;
  } catch (error) {
    if (!isStripeError(error)) throw error;
    const isPassing =
      /Connection|RateLimit|API|Idempotency/.test(error.type) ||
      (error.statusCode ?? 500) >= 500 ||
      error.statusCode === 409;
    if (isPassing) throw new UnavailableError('Stripe gave no answer', { cause: error });
    throw error;
  }
}
