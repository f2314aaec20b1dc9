/** An amount in the smallest unit of its currency, such as cents. */
export interface Money {
  readonly minor: number;
  /** ISO 4217 in lower case, as Stripe writes it. */
  readonly currency: string;
}

/** Currencies that `Intl` splits otherwise than Stripe's API does. https://docs.stripe.com/currencies#special-cases */
const DIGITS_AT_STRIPE: Readonly<Record<string, number>> = { isk: 2, ugx: 2 };

/** As a buyer reads it, such as "$25.00". */
export function moneyText({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = DIGITS_AT_STRIPE[currency] ?? format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
