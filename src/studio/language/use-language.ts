import { useSyncExternalStore } from 'react';
import { spokenLanguage, onLanguageChange } from './language.ts';
import type { Language } from './languages.ts';

/**
 * Draws a component again after a change of language. The whole page is drawn again from its root, so that only a component
 * behind `memo` needs this for its messages.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, () => spokenLanguage().language);
}
