import type { Translated } from '../message-types.ts';
import type { masks as english } from '../en/masks.ts';

export const masks = {
  brush: 'Pinceau',
  brushDoes: 'Ce que fait le pinceau',
  keep: 'Garder',
  erase: 'Effacer',
  softEdge: 'Bord doux',
  findSubject: 'Trouver le sujet',
  undo: 'Annuler',
  startOver: 'Recommencer',
  size: 'Taille',
  brushSize: 'Taille du pinceau',
  paint: 'Peignez ce qui reste. Les flèches déplacent le pinceau, Espace peint, Contrôle Z annule.',
} as const satisfies Translated<typeof english>;
