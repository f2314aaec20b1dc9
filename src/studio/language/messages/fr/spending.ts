import type { Translated } from '../message-types.ts';
import type { spending as english } from '../en/spending.ts';

export const spending = {
  person: 'Personne',
  key: 'Clé',
  action: 'Action',
  withoutKey: 'Sans clé',
  loading: 'Chargement des dépenses',
  nothing: 'Rien n’a été dépensé',
  nothingHint: 'Aucune action n’a été exécutée dans la période {range}.',
  spent: '{credits} dépensés',
  refunded: '{credits} remboursés',
  spentBy: 'Dépensé par',
  nothingLeft: '{credits}, dont il ne reste rien',
  onDays: '{credits} sur {days, plural, one {# jour} many {# de jours} other {# jours}}',
  dayCredits: '{day} : {credits}',
  spending: 'Dépenses',
  overTime: 'Dans le temps',
  actions: 'Actions',
  credits: 'Crédits',
  share: 'Part',
  others: 'Autres',
} as const satisfies Translated<typeof english>;
