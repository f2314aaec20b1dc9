import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  formatAge,
  formatAmount,
  formatCount,
  formatCredits,
  formatCurrency,
  formatDay,
  formatElapsed,
  formatMegabytes,
  formatPercent,
  formatSize,
} from '../../../src/studio/language/formats.ts';
import { chooseLanguage, localeOf, preferredCode, spokenLanguage } from '../../../src/studio/language/language.ts';
import { say } from '../../../src/studio/language/say.ts';

/** The parts of a browser that a change of language uses. */
beforeEach(() => {
  const kept = new Map<string, string>();
  Object.assign(globalThis, {
    localStorage: { setItem: (name: string, value: string) => kept.set(name, value) },
    document: { documentElement: { lang: '', dir: '' } },
  });
});
afterEach(() => chooseLanguage('en'));

describe('the language', () => {
  test("is the first of the browser's languages that the page has", () => {
    expect(preferredCode(['pl-PL', 'fr-CA', 'de'])).toBe('fr');
    expect(preferredCode(['ja', 'pl'])).toBe('en');
  });

  test('numbers and dates follow the region of the browser', () => {
    expect(localeOf('de', ['en-US', 'de-CH', 'de'])).toBe('de-CH');
    expect(localeOf('es', ['en-US'])).toBe('es');
  });

  test('is set on the document, with its writing direction', async () => {
    await chooseLanguage('de');
    expect(document.documentElement).toEqual({ lang: 'de', dir: 'ltr' });
    expect(spokenLanguage().language.name).toBe('Deutsch');
  });
});

describe('a message', () => {
  test('is English at first', () => {
    expect(say('shell.language')).toBe('Language');
    expect([1, 0, 1234].map(formatCredits)).toEqual(['1 credit', '0 credits', '1,234 credits']);
    expect([100, -5, 0].map(formatAmount)).toEqual(['+100', '−5', '0']);
  });

  test.each([
    ['de', 'Sprache', '1 Credit', '1.234 Credits', '12. Nov. 2026'],
    ['es', 'Idioma', '1 crédito', '12.340 créditos', '12 nov 2026'],
    ['fr', 'Langue', '1 crédit', '1\u202f234 crédits', '12 nov. 2026'],
  ] as const)('in %s has the plurals, numbers and dates of the language', async (code, word, one, many, date) => {
    await chooseLanguage(code);
    expect(say('shell.language')).toBe(word);
    expect(formatCredits(1)).toBe(one);
    expect(formatCredits(code === 'es' ? 12_340 : 1_234)).toBe(many);
    expect(formatDay(new Date(2026, 10, 12))).toBe(code === 'de' ? '12.11.2026' : date);
  });

  test.each([
    ['en', '24%', '1.5 MB', '1024 × 768', '1:07'],
    ['de', '24\u00a0%', '1,5 MB', '1024 × 768', '1:07'],
    ['es', '24\u00a0%', '1,5 MB', '1024 × 768', '1:07'],
    ['fr', '24\u202f%', '1,5 Mo', '1024 × 768', '1:07'],
  ] as const)('in %s has the percentages, sizes and durations of the language', async (code, ...texts) => {
    await chooseLanguage(code);
    const made = [
      formatPercent(0.24),
      formatMegabytes(1.5 * 1024 * 1024),
      formatSize({ width: 1024, height: 768 }),
      formatElapsed(67),
    ];
    expect(made.map((text) => text.replaceAll(/\s/g, ' '))).toEqual(texts.map((text) => text.replaceAll(/\s/g, ' ')));
  });

  test('changes at once with the language', async () => {
    const now = Date.UTC(2026, 10, 12);
    const earlier = new Date(now - 300_000).toISOString();
    expect(formatAge(earlier, now)).toBe('5 minutes ago');
    await chooseLanguage('de');
    expect(formatAge(earlier, now)).toBe('vor 5 Minuten');
    expect(formatCount(12_345)).toBe('12.345');
    expect(formatCurrency(25, 'usd')).toBe('25,00\u00a0$');
  });
});
