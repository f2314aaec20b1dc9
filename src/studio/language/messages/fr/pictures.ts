import type { Translated } from '../message-types.ts';
import type { pictures as english } from '../en/pictures.ts';

export const pictures = {
  archived: 'Archivé',
  nothingMore: 'Plus rien n’est créé ici ; les images et l’historique restent.',
  mayLook: 'Consultation seule',
  askForKey:
    'Votre clé permet de voir ce qui est créé, mais pas de créer des images. Demandez à un administrateur de {workspace} une clé qui le permet.',
  loadingFull: 'Chargement de l’image complète',
  dismiss: 'Masquer',
  dismissAction: 'Masquer {action}',
} as const satisfies Translated<typeof english>;
