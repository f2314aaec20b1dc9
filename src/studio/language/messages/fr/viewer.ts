import type { Translated } from '../message-types.ts';
import type { viewer as english } from '../en/viewer.ts';

export const viewer = {
  fullScreen: 'Plein écran',
  place: '{place, number} sur {count, number} · {name}',
  previous: 'Image précédente',
  next: 'Image suivante',
  close: 'Quitter le plein écran',
} as const satisfies Translated<typeof english>;
