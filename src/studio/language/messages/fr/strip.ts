import type { Translated } from '../message-types.ts';
import type { strip as english } from '../en/strip.ts';

export const strip = {
  tileSize: 'Taille des vignettes',
  contactSheet: 'Planche-contact',
  upload: 'Importer',
  wholeSheet: 'Planche entière',
  appearHere: 'Les images apparaissent ici dès qu’elles sont créées ou importées, peu importe par qui.',
} as const satisfies Translated<typeof english>;
