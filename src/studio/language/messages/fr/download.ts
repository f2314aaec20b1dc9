import type { Translated } from '../message-types.ts';
import type { download as english } from '../en/download.ts';

export const download = {
  notFetched: 'L’image n’a pas pu être récupérée.',
  closeAndTry: 'Fermez ceci et réessayez ; rien n’a été facturé.',
  channelTitle: '{channel}, {size} px',
  placing: 'Placement',
  fill: 'Remplir, couper ce qui dépasse',
  fit: 'Ajuster, sur blanc',
  enlarged: 'L’image fait {width} × {height} px et est agrandie : elle paraîtra plus douce.',
  jpeg: 'Télécharger le JPEG',
  asItWillBe: 'Rendu final',
  downloadAs: 'Télécharger sous {file}',
  download: 'Télécharger l’image',
  more: 'Autres formats',
  withoutLoss: 'Sans perte',
  small: 'Petit, pour le web et l’e-mail',
  smallest: 'Le plus petit',
  cutOut: 'Détourage',
  aboutCutOut: 'Le sujet sur fond transparent, PNG',
  forChannel: 'Pour un canal',
  noSubject: 'Aucun sujet trouvé.',
  paintIt: 'Rien n’a été facturé. Peignez-le avec Arrière-plan, qui le garde.',
  tryAgain: 'Rien n’a été facturé. Réessayez.',
} as const satisfies Translated<typeof english>;
