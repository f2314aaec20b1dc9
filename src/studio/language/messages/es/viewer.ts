import type { Translated } from '../message-types.ts';
import type { viewer as english } from '../en/viewer.ts';

export const viewer = {
  fullScreen: 'Pantalla completa',
  place: '{place, number} de {count, number} · {name}',
  previous: 'Imagen anterior',
  next: 'Imagen siguiente',
  close: 'Cerrar pantalla completa',
} as const satisfies Translated<typeof english>;
