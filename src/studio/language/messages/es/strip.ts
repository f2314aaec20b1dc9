import type { Translated } from '../message-types.ts';
import type { strip as english } from '../en/strip.ts';

export const strip = {
  tileSize: 'Tamaño de las miniaturas',
  contactSheet: 'Hoja de contactos',
  upload: 'Subir',
  wholeSheet: 'Hoja completa',
  appearHere: 'Las imágenes aparecen aquí en cuanto se crean o se suben, las cree quien las cree.',
} as const satisfies Translated<typeof english>;
