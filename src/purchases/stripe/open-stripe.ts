import type { Stripe } from 'stripe';

export interface StripeSettings {
  readonly secretKey: string;
  /** More than one while a secret is being rotated. */
  readonly webhookSecrets: readonly string[];
  /** Null for api.stripe.com. */
  readonly url: string | null;
}

/** The version of Stripe's API that is requested, regardless of the account's default. */
const API_VERSION = '2026-10-28.endive';

const TIMEOUT_MS = 10_000; // 10 seconds

/** The library is loaded only where payments are configured. */
export async function openStripe({ secretKey, url }: StripeSettings): Promise<Stripe> {
  const { default: StripeClient } = await import('stripe');
  const at = url === null ? null : new URL(url);
  return new StripeClient(secretKey, {
    apiVersion: API_VERSION,
    maxNetworkRetries: 2,
    timeout: TIMEOUT_MS,
    telemetry: false,
    ...(at && { host: at.hostname, port: at.port, protocol: at.protocol === 'http:' ? 'http' : 'https' }),
  });
}
