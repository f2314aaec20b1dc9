import { openStripe, type StripeSettings } from '../../purchases/stripe/open-stripe.ts';
import { reasonOf } from '../../reason-of.ts';
import type { Finding } from './finding.ts';

/** Reads one payment from Stripe: synchronization and `purchases reconcile` need the same permission. */
export async function examineStripe(settings: StripeSettings | null): Promise<Finding> {
  if (settings === null) {
    return {
      area: 'Stripe',
      level: 'ok',
      message: 'not configured: nothing can be bought; set STRIPE_SECRET_KEY to sell credits',
    };
  }
  try {
    const stripe = await openStripe(settings);
    await stripe.paymentIntents.list({ limit: 1 });
  } catch (error) {
    return {
      area: 'Stripe',
      level: 'problem',
      message: `Stripe refuses or cannot be reached: ${reasonOf(error)}; check STRIPE_SECRET_KEY`,
    };
  }
  const mode = /_test_/.test(settings.secretKey) ? 'test mode: no money moves' : 'live mode';
  return { area: 'Stripe', level: 'ok', message: `answers, ${mode}` };
}
