import { formatCount } from '../language/formats.ts';
import { say } from '../language/say.ts';
import { type RefObject, useEffect } from 'react';

/** The share of the limit from which the length is shown. */
const TOLD_FROM = 0.9;

/** Counted as the server counts: in code points. */
function lengthOf(text: string): number {
  return text.length < 2 ** 16 ? Array.from(text).length : text.length;
}

/** The error of a text that exceeds the limit; null if it does not. The text is never cut. */
export function tooLong(text: string, max: number): string | null {
  const over = lengthOf(text) - max;
  if (over <= 0) return null;
  return say('look.tooLong', { over, max: formatCount(max) });
}

/** How much of the limit is used; null below the share from which it is shown. */
export function usedOf(text: string, max: number): string | null {
  const length = lengthOf(text);
  return length < TOLD_FROM * max ? null : say('look.usedOf', { length: formatCount(length), max: formatCount(max) });
}

/** Keeps the form around a field from being submitted, and moves the focus to the field instead. */
export function useNoSubmit(field: RefObject<HTMLInputElement | HTMLTextAreaElement | null>, isWrong: boolean): void {
  useEffect(() => {
    const input = field.current;
    const form = input?.form;
    if (!isWrong || !input || !form) return;
    const refuse = (event: Event) => {
      event.preventDefault();
      event.stopPropagation(); // React listens at the root
      input.focus();
    };
    form.addEventListener('submit', refuse);
    return () => form.removeEventListener('submit', refuse);
  }, [field, isWrong]);
}
