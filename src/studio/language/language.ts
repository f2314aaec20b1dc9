import { useSyncExternalStore } from 'react';
import { english } from './messages/en/english.ts';
import { type Catalog, ENGLISH, isLanguageCode, type Language, type LanguageCode, LANGUAGES } from './languages.ts';

const MEMORY = 'darkroom.language';

interface Spoken {
  readonly language: Language;
  /** The language with the region of the browser, such as "de-AT". It determines the format of numbers and dates. */
  readonly locale: string;
  readonly messages: Catalog;
  readonly direction: 'ltr' | 'rtl';
}

/** English is part of the first load, and is used until another catalog has been loaded. */
let spoken: Spoken = { language: ENGLISH, locale: 'en', messages: english, direction: 'ltr' };
const listeners = new Set<() => void>();

export function spokenLanguage(): Spoken {
  return spoken;
}

/** Calls the listener after each change of language. Returns a function that unsubscribes. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Uses the language that was chosen in this browser, otherwise the first of the browser's languages that is available. */
export async function startLanguage(): Promise<void> {
  const code = rememberedCode() ?? preferredCode(navigator.languages);
  // If the catalog cannot be loaded, the page stays in English.
  await speak(code).catch(() => speak('en'));
}

/** Changes the language, and stores the choice in this browser. Rejects if the catalog cannot be loaded. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  await speak(code);
  localStorage.setItem(MEMORY, code);
}

export function preferredCode(preferences: readonly string[]): LanguageCode {
  return preferences.map(languageOf).find(isLanguageCode) ?? 'en';
}

/** "de-AT" for German in a browser whose region is Austria. */
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

/**
 * Renders the component again when the language changes. A change renders the page from its root, so only components that use `memo`
 * need this hook.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, () => spokenLanguage().language);
}

/** Whether the page's language is written from right to left. */
export function isRightToLeft(): boolean {
  return spokenLanguage().direction === 'rtl';
}

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** Swaps the left and right arrow keys if the page is mirrored. */
export function inReadingDirection(key: string): string {
  return isRightToLeft() ? (MIRRORED[key] ?? key) : key;
}
