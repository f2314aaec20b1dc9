import type { Translated } from '../message-types.ts';
import type { project as english } from '../en/project.ts';

export const project = {
  archived: 'Archivé',
  erasedOn: 'Effacé le {at}. Ses images et ses textes ont disparu ; son historique reste.',
  archivedOn: 'Archivé le {at}. Il n’accepte ni actions ni crédits ; les images et l’historique restent.',
  noCredits: 'Ce projet n’a pas de crédits : rien ne peut être créé.',
  onlyLeft: 'Plus que {credits}. L’avis est réglé sur {threshold}.',
  askAdmin: '{notice} Demandez-en plus à un administrateur de {workspace}.',
  addCredits: 'Ajouter des crédits',
  loading: 'Chargement du projet',
  studio: 'Studio',
  sheet: 'Planche',
  history: 'Historique',
  credits: 'Crédits',
  settings: 'Réglages',
  inProject: 'Dans ce projet',
} as const satisfies Translated<typeof english>;
