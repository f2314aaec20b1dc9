import { spokenLanguage } from './language.ts';

/** Whether the page's language is written from right to left. */
export function isRightToLeft(): boolean {
  return spokenLanguage().direction === 'rtl';
}

const MIRRORED: Readonly<Record<string, string>> = { ArrowLeft: 'ArrowRight', ArrowRight: 'ArrowLeft' };

/** Swaps the left and right arrow keys if the page is mirrored. */
export function inReadingDirection(key: string): string {
  return isRightToLeft() ? (MIRRORED[key] ?? key) : key;
}
