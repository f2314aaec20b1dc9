import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { english } from './messages/en/english.ts';

/** A message without arguments is a string. The build parses all others, so that the browser needs no parser. */
export type Message = string | MessageFormatElement[];

/** The messages of a language, by the folder of `src/studio` that uses them, and by key. */
export type Catalog = Readonly<Record<string, Readonly<Record<string, Message>>>>;

export type LanguageCode = 'en' | 'de' | 'es' | 'fr';

export interface LoadedCatalog {
  readonly messages: Catalog;
  readonly direction: 'ltr' | 'rtl';
}

export interface Language {
  readonly code: LanguageCode;
  /** The name of the language in that language. */
  readonly name: string;
  readonly load: () => Promise<LoadedCatalog>;
}

export const ENGLISH: Language = {
  code: 'en',
  name: 'English',
  load: () => Promise.resolve({ messages: english, direction: 'ltr' }),
};

/** In the order of the menu. Each catalog except the English one is fetched when it is first used. */
export const LANGUAGES: Readonly<Record<LanguageCode, Language>> = {
  en: ENGLISH,
  de: { code: 'de', name: 'Deutsch', load: () => import('./messages/de/german.ts') },
  es: { code: 'es', name: 'Español', load: () => import('./messages/es/spanish.ts') },
  fr: { code: 'fr', name: 'Français', load: () => import('./messages/fr/french.ts') },
};

export function isLanguageCode(code: string): code is LanguageCode {
  return Object.hasOwn(LANGUAGES, code);
}
