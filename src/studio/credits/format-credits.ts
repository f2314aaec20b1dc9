const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** 1,234 */
export function formatCount(count: number): string {
  return WHOLE.format(count);
}

/** "1 credit", "88 credits" */
export function formatCredits(credits: number): string {
  return `${formatCount(credits)} ${creditsWord(credits)}`;
}

export function creditsWord(credits: number): string {
  return credits === 1 ? 'credit' : 'credits';
}

/** What came in or went out, with its sign: +100, −5, 0. */
export function formatAmount(amount: number): string {
  if (amount === 0) return '0';
  return `${amount > 0 ? '+' : '−'}${formatCount(Math.abs(amount))}`;
}
