/** An amount in the smallest unit of its currency, such as cents. */
export interface Money {
  readonly minor: number;
  /** ISO 4217 in lower case, as Stripe writes it. */
  readonly currency: string;
}

/** Currencies whose number of decimals differs between `Intl` and Stripe. https://docs.stripe.com/currencies#special-cases */
const DIGITS_AT_STRIPE: Readonly<Record<string, number>> = { isk: 2, ugx: 2 };

/** The formatted amount, such as "$25.00". */
export function moneyText({ minor, currency }: Money): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const digits = DIGITS_AT_STRIPE[currency] ?? format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minor / 10 ** digits);
}
