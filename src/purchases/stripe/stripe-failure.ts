import { UnavailableError } from '../../database/failure.ts';
import type { PaymentFailure } from '../payment.ts';

/** What the library throws, as far as it is read here. */
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

/** Stripe has understood a call, and says no for good; null: the outcome is unknown, or the call is at fault. */
export function declineOf(error: unknown): PaymentFailure | null {
  if (!isStripeError(error) || error.type !== 'StripeCardError') return null;
  const { code = 'card_declined', message, decline_code: declineCode = null } = error;
  return { code, message, declineCode };
}

/** Whether Stripe refuses what was asked, whenever it is asked: a charge that is refunded already, for example. */
export function isRefusedForGood(error: unknown): boolean {
  return isStripeError(error) && error.type === 'StripeInvalidRequestError';
}

/** For callers: a call without an answer, or that came too often or too early, may be made again. */
export async function answered<Answer>(call: Promise<Answer>): Promise<Answer> {
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
