import type { Translated } from '../message-types.ts';
import type { look as english } from '../en/look.ts';

export const look = {
  whatCanBeDone: 'Actions possibles',
  tooLong: '{over, plural, one {# caractère} many {# de caractères} other {# caractères}} de trop : {max} au plus.',
  usedOf: '{length} sur {max} caractères',
  close: 'Fermer',
  dismiss: 'Masquer',
  shownOnce: 'C’est la seule fois qu’il s’affiche. {advice}',
  copied: 'Copié',
  copyThe: 'Copier {what, select, key {la clé} link {le lien} other {le secret}}',
  haveIt: 'C’est fait',
  cancel: 'Annuler',
} as const satisfies Translated<typeof english>;
