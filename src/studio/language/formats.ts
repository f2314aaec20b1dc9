import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../instant.ts';
import { onLanguageChange, spokenLanguage } from './language.ts';
import { say } from './say.ts';

/** Caches a value that depends on the page's locale, such as a format of `Intl`, until the language changes. */
function ofLocale<Made>(make: (locale: string) => Made): () => Made {
  let made: Made | undefined;
  onLanguageChange(() => (made = undefined));
  return () => (made ??= make(spokenLanguage().locale));
}

/** All times of day have the same format. */
function instants(options: Intl.DateTimeFormatOptions): () => Intl.DateTimeFormat {
  return ofLocale((locale) => new Intl.DateTimeFormat(locale, options));
}

const whole = ofLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0 }));
const tenths = ofLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
const hundredths = ofLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
const ungrouped = ofLocale((locale) => new Intl.NumberFormat(locale, { useGrouping: false, maximumFractionDigits: 0 }));
const twoDigits = ofLocale((locale) => new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 }));
const megabytes = ofLocale(
  (locale) => new Intl.NumberFormat(locale, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 }),
);
const percent = ofLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent' }));
const signed = ofLocale(
  (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'exceptZero' }),
);
const dayAndTime = instants({ dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
const time = instants({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = instants({ dateStyle: 'medium' });
const dayOfUtc = instants({ dateStyle: 'medium', timeZone: 'UTC' });
const dayOfYear = instants({ month: 'short', day: 'numeric' });
const weekday = instants({ weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const month = instants({ month: 'short', year: 'numeric' });
const relative = ofLocale((locale) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }));
/** The formats by currency code. */
const currencies = ofLocale(() => new Map<string, Intl.NumberFormat>());
const lists = ofLocale((locale) => new Intl.ListFormat(locale));

/** 1,234 */
export function formatCount(count: number): string {
  return whole().format(count);
}

/** 20.5 */
export function formatTenths(number: number): string {
  return tenths().format(number);
}

/** 20.50 */
export function formatHundredths(number: number): string {
  return hundredths().format(number);
}

/** 1234, without a thousands separator: a number of pixels, a seed or a position in a list. */
export function formatPlain(number: number): string {
  return ungrouped().format(number);
}

/** "1024 × 768" */
export function formatSize({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${formatPlain(width)} × ${formatPlain(height)}`;
}

/** 1,572,864 bytes as "1.5 MB", in French "1,5 Mo". */
export function formatMegabytes(bytes: number): string {
  return megabytes().format(bytes / 1024 / 1024);
}

/** 67 seconds as "1:07". */
export function formatElapsed(seconds: number): string {
  return `${formatPlain(Math.floor(seconds / 60))}:${twoDigits().format(seconds % 60)}`;
}

/** 0.2 as "20%" */
export function formatPercent(share: number): string {
  return percent().format(share);
}

/** The separators for number fields: "," and "." of 1,234.5. They must differ. */
export const numberSeparators = ofLocale((locale) => {
  const parts = new Intl.NumberFormat(locale).formatToParts(10_000.5);
  const separator = (wanted: Intl.NumberFormatPartTypes) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return { thousandSeparator: separator('group'), decimalSeparator: separator('decimal') };
});

/** "1 credit", "88 credits" */
export function formatCredits(credits: number): string {
  return say('formats.credits', { credits });
}

export function creditsWord(credits: number): string {
  return say('formats.creditsWord', { credits });
}

/** A signed number of credits: +100, −5, 0. */
export function formatAmount(amount: number): string {
  return signed().format(amount).replace('-', '−');
}

/** "a, b, and c" */
export function formatList(parts: readonly string[]): string {
  return lists().format(parts);
}

/** "Nov 22, 2026, 14:05", in the browser's time zone. */
export function formatInstant(instant: string): string {
  return dayAndTime().format(new Date(instant));
}

/** The browser's time zone, such as "Europe/Vienna". */
export function timeZone(): string {
  return dayAndTime().resolvedOptions().timeZone;
}

/** "14:05" */
export function formatTime(instant: Date): string {
  return time().format(instant);
}

/** "Nov 22, 2026" */
export function formatDay(instant: Date): string {
  return day().format(instant);
}

/** The day that begins at this instant, which is midnight UTC: "Nov 22, 2026". */
export function formatDayOfUtc(midnight: string): string {
  return dayOfUtc().format(new Date(midnight));
}

/** "Nov 22" */
export function formatDayOfYear(instant: Date): string {
  return dayOfYear().format(instant);
}

/** "Nov 16 – 22", "Nov 28 – Dec 4" */
export function formatDays(first: Date, last: Date): string {
  return dayOfYear().formatRange(first, last).replaceAll('\u2009', ' ');
}

/** "Sunday, November 22, 2026" */
export function formatWeekday(instant: Date): string {
  return weekday().format(instant);
}

/** "Nov 2026" */
export function formatMonth(instant: Date): string {
  return month().format(instant);
}

/** "just now", "5 minutes ago", "yesterday"; the date from a month on. */
export function formatAge(instant: string, now: number): string {
  const ageMs = now - Date.parse(instant);
  if (ageMs < MINUTE_MS) return say('formats.justNow');
  if (ageMs < HOUR_MS) return relative().format(-Math.floor(ageMs / MINUTE_MS), 'minute');
  if (ageMs < DAY_MS) return relative().format(-Math.floor(ageMs / HOUR_MS), 'hour');
  if (ageMs < 30 * DAY_MS) return relative().format(-Math.floor(ageMs / DAY_MS), 'day');
  return formatDay(new Date(instant));
}

/** 25 and "usd" as "$25.00". */
export function formatCurrency(major: number, currency: string): string {
  const known = currencies();
  const format = known.get(currency) ?? new Intl.NumberFormat(spokenLanguage().locale, { style: 'currency', currency });
  known.set(currency, format);
  return format.format(major);
}
