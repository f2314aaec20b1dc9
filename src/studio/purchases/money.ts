import { formatCurrency } from '../language/formats.ts';

/** Currencies whose number of decimals differs between `Intl` and Stripe. https://docs.stripe.com/currencies#special-cases */
const DIGITS_AT_STRIPE: Readonly<Record<string, number>> = { isk: 2, ugx: 2 };

/** Formats an amount: 2500 and "usd" as "$25.00". */
export function moneyText({ minor, currency }: { readonly minor: number; readonly currency: string }): string {
  return formatCurrency(toMajor(minor, currency), currency);
}

/** Converts from the smallest unit: 2500 US cents to 25. */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** digitsOf(currency);
}

/** Converts to the smallest unit: 25 to 2500 US cents. */
export function toMinor(major: number, currency: string): number {
  return Math.round(major * 10 ** digitsOf(currency));
}

/** The number of decimals of a currency: 2 for "usd", 0 for "jpy". */
export function digitsOf(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en-US', { style: 'currency', currency }).resolvedOptions();
  return DIGITS_AT_STRIPE[currency] ?? maximumFractionDigits ?? 2;
}

/** Whether the text is a currency code, such as "usd". */
export function isCurrency(text: string): boolean {
  return Intl.supportedValuesOf('currency').includes(text.toUpperCase());
}
