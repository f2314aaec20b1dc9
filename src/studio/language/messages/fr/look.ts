import type { Translated } from '../../message-types.ts';
import type { look as english } from '../en/look.ts';

export const look = {
  whatCanBeDone: 'Actions possibles',
  tooLong: '{over, plural, one {# caractère} many {# de caractères} other {# caractères}} de trop : {max} au plus.',
  usedOf: '{length} sur {max} caractères',
  close: 'Fermer',
  dismiss: 'Masquer',
} as const satisfies Translated<typeof english>;
