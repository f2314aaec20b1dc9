import { type RefObject, useEffect } from 'react';

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
