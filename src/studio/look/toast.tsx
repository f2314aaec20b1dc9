import { notifications } from '@mantine/notifications';
import { Check, CircleX, TriangleAlert } from 'lucide-react';
import type { Sentence } from '../errors/error-sentence.ts';

/** Says that something is done. */
export function toastDone(message: string): void {
  notifications.show({ message, color: 'var(--darkroom-credit)', icon: <Check size={16} aria-hidden="true" /> });
}

/** Says that something was refused by a rule, where there is no room beside what was pressed. */
export function toastRefused({ title, detail }: Sentence): void {
  notifications.show({
    title,
    message: detail,
    color: 'var(--darkroom-refusal)',
    icon: <TriangleAlert size={16} aria-hidden="true" />,
  });
}

/** Shows an error. */
export function toastFailed({ title, detail }: Sentence): void {
  notifications.show({
    title,
    message: detail,
    color: 'var(--darkroom-failure)',
    icon: <CircleX size={16} aria-hidden="true" />,
  });
}
