import type { Translated } from '../message-types.ts';
import type { viewer as english } from '../en/viewer.ts';

export const viewer = {
  fullScreen: 'Vollbild',
  place: '{place, number} von {count, number} · {name}',
  previous: 'Vorheriges Bild',
  next: 'Nächstes Bild',
  close: 'Vollbild schließen',
} as const satisfies Translated<typeof english>;
