import { useSyncExternalStore } from 'react';
import { spokenLanguage, onLanguageChange } from './language.ts';
import type { Language } from './languages.ts';

/**
 * Renders a component again after a change of language. The page is rendered again from its root, so only components
 * that use `memo` need this hook.
 */
export function useLanguage(): Language {
  return useSyncExternalStore(onLanguageChange, () => spokenLanguage().language);
}
