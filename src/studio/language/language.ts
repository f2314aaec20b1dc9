import { english } from './messages/en/english.ts';
import type { Catalog } from './catalog.ts';
import { ENGLISH, isLanguageCode, LANGUAGES, type Language, type LanguageCode } from './languages.ts';

const MEMORY = 'darkroom.language';

interface Spoken {
  readonly language: Language;
  /** The language with the region of whoever reads it, such as "de-AT": numbers and dates follow it. */
  readonly locale: string;
  readonly messages: Catalog;
  readonly direction: 'ltr' | 'rtl';
}

/** English is part of the page, and is spoken until another catalog has been loaded. */
let spoken: Spoken = { language: ENGLISH, locale: 'en', messages: english, direction: 'ltr' };
const listeners = new Set<() => void>();

export function spokenLanguage(): Spoken {
  return spoken;
}

/** Calls back after each change of language. Returns the end of the subscription. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Speaks what was chosen in this browser before, else the first of the browser's languages that the page has. */
export async function startLanguage(): Promise<void> {
  const code = rememberedCode() ?? preferredCode(navigator.languages);
  // Without the catalog the page is still of use in English, which it has already.
  await speak(code).catch(() => speak('en'));
}

/** Changes the language at once, and keeps the choice in this browser. Rejects if the catalog cannot be loaded. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  await speak(code);
  localStorage.setItem(MEMORY, code);
}

export function preferredCode(preferences: readonly string[]): LanguageCode {
  return preferences.map(languageOf).find(isLanguageCode) ?? 'en';
}

/** "de-AT" for German read in a browser of Austria. */
export function localeOf(code: LanguageCode, preferences: readonly string[]): string {
  return preferences.find((preference) => languageOf(preference) === code) ?? code;
}

function languageOf(tag: string): string {
  return tag.split('-')[0]?.toLowerCase() ?? '';
}

function rememberedCode(): LanguageCode | undefined {
  const kept = localStorage.getItem(MEMORY);
  return kept !== null && isLanguageCode(kept) ? kept : undefined;
}

async function speak(code: LanguageCode): Promise<void> {
  const language = LANGUAGES[code];
  const { messages, direction } = await language.load();
  spoken = { language, locale: localeOf(code, navigator.languages), messages, direction };
  document.documentElement.lang = code;
  document.documentElement.dir = direction;
  for (const listener of listeners) listener();
}
