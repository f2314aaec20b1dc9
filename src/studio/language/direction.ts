import { spokenLanguage } from './language.ts';

/** Whether the page's language is written from right to left. */
export function isRightToLeft(): boolean {
  return spokenLanguage().direction === 'rtl';
}

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** The key as it is meant: where the page is mirrored, the left arrow key leads on, and the right one back. */
export function inReadingDirection(key: string): string {
  return isRightToLeft() ? (MIRRORED[key] ?? key) : key;
}
