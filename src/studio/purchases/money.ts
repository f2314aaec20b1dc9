/** Currencies whose number of decimals differs between `Intl` and Stripe. https://docs.stripe.com/currencies#special-cases */
const DIGITS_AT_STRIPE: Readonly<Record<string, number>> = { isk: 2, ugx: 2 };

/** "$25.00" of 2500 and "usd". */
export function formatMoney(minor: number, currency: string): string {
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  return format.format(toMajor(minor, currency));
}

/** 25 of 2500 US cents, as people type an amount. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** digitsOf(currency);
}

/** 2500 US cents of 25, as the API takes an amount. */
export function toMinor(major: number, currency: string): number {
  return Math.round(major * 10 ** digitsOf(currency));
}

/** Of an amount behind the point: 2 for "usd", 0 for "jpy". */
export function digitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions();
  return DIGITS_AT_STRIPE[currency] ?? maximumFractionDigits ?? 2;
}

/** Whether it is one that amounts can be told in, such as "usd". */
export function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf('currency').includes(text.toUpperCase());
}
