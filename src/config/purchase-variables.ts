import type { StripeSettings } from '../purchases/stripe/open-stripe.ts';
import { isOrigin, listOf, url, visibleText } from './variable-rules.ts';

export const PURCHASE_VARIABLES = {
  STRIPE_SECRET_KEY: visibleText
    .refine((key) => /^[rs]k_(test|live)_\w+$/.test(key), 'must be a secret or restricted key of Stripe: sk_… or rk_…')
    .nullable()
    .default(null),
  STRIPE_WEBHOOK_SECRET: listOf(
    (item) => /^whsec_\S+$/.test(item),
    'signing secrets of Stripe such as whsec_…',
  ).default([]),
  STRIPE_URL: url(/^https?:\/\//, 'http://127.0.0.1:12111')
    .nullable()
    .default(null),
  PURCHASE_RETURN_ORIGINS: listOf(isOrigin, 'origins such as https://shop.example.com').default([]),
};

interface Read {
  readonly STRIPE_SECRET_KEY: string | null;
  readonly STRIPE_WEBHOOK_SECRET: readonly string[];
  readonly STRIPE_URL: string | null;
  readonly PURCHASE_RETURN_ORIGINS: readonly string[];
}

/** What is wrong with the variables together; null where nothing is. */
export function problemOfPurchases(read: Read): string | null {
  if (read.STRIPE_SECRET_KEY !== null) {
    return read.STRIPE_WEBHOOK_SECRET.length > 0
      ? null
      : 'STRIPE_WEBHOOK_SECRET must be set when STRIPE_SECRET_KEY is: without it no event of Stripe can be believed';
  }
  const idle = (['STRIPE_WEBHOOK_SECRET', 'STRIPE_URL', 'PURCHASE_RETURN_ORIGINS'] as const).find(
    (name) => read[name] !== null && read[name].length > 0,
  );
  return idle === undefined ? null : `${idle} requires STRIPE_SECRET_KEY`;
}

/** Null: nothing can be bought. */
export function stripeOf(read: Read): StripeSettings | null {
  const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecrets, STRIPE_URL: at } = read;
  return secretKey === null ? null : { secretKey, webhookSecrets, url: at };
}
