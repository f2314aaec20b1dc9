import type { Translated } from '../message-types.ts';
import type { strip as english } from '../en/strip.ts';

export const strip = {
  tileSize: 'Größe der Kacheln',
  contactSheet: 'Kontaktbogen',
  upload: 'Hochladen',
  wholeSheet: 'Ganzer Bogen',
  appearHere: 'Bilder erscheinen hier, sobald sie erzeugt oder hochgeladen sind, egal von wem.',
} as const satisfies Translated<typeof english>;
