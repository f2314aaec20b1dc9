import type { Translated } from '../message-types.ts';
import type { look as english } from '../en/look.ts';

export const look = {
  whatCanBeDone: 'Mögliche Aktionen',
  tooLong: '{over, plural, one {# Zeichen} other {# Zeichen}} zu viel: höchstens {max}.',
  usedOf: '{length} von {max} Zeichen',
  close: 'Schließen',
  dismiss: 'Ausblenden',
  shownOnce: 'Er wird nur dieses eine Mal angezeigt. {advice}',
  copied: 'Kopiert',
  copyThe: '{what, select, key {Schlüssel} link {Link} other {Geheimnis}} kopieren',
  haveIt: 'Gespeichert',
  cancel: 'Abbrechen',
} as const satisfies Translated<typeof english>;
