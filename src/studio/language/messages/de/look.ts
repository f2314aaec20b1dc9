import type { Translated } from '../../message-types.ts';
import type { look as english } from '../en/look.ts';

export const look = {
  whatCanBeDone: 'Mögliche Aktionen',
  tooLong: '{over, plural, one {# Zeichen} other {# Zeichen}} zu viel: höchstens {max}.',
  usedOf: '{length} von {max} Zeichen',
  close: 'Schließen',
  dismiss: 'Ausblenden',
} as const satisfies Translated<typeof english>;
