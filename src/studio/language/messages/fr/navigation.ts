import type { Translated } from '../message-types.ts';
import type { navigation as english } from '../en/navigation.ts';

export const navigation = {
  nothingHere: 'Il n’y a rien ici',
  notYours: 'L’adresse est incomplète, ou vous n’avez pas accès à son contenu. <link>Aller à vos projets</link>',
  loading: 'Chargement',
} as const satisfies Translated<typeof english>;
