import type { Translated } from '../message-types.ts';
import type { sample as english } from '../en/sample.ts';

export const sample = {
  sampleProject: 'Projet d’exemple',
  photo: 'Deux livres avec de la lavande sur une pierre',
  makes:
    'Crée un projet avec cette photo et trois images d’elle, pour montrer l’effet de chaque action, et propose les étapes suivantes.',
  costs: 'Vous lui attribuez {granted}. Les trois images en prennent {spent} : {each}.',
  make: 'Créer le projet d’exemple',
  newHere:
    'Première visite ? Découvrez ce que font les quatre actions, sur un projet avec une photo et des images d’elle.',
} as const satisfies Translated<typeof english>;
