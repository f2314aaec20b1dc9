import type { Translated } from '../message-types.ts';
import type { masks as english } from '../en/masks.ts';

export const masks = {
  brush: 'Pinsel',
  brushDoes: 'Was der Pinsel tut',
  keep: 'Behalten',
  erase: 'Radieren',
  softEdge: 'Weiche Kante',
  findSubject: 'Motiv finden',
  undo: 'Rückgängig',
  startOver: 'Neu beginnen',
  size: 'Größe',
  brushSize: 'Größe des Pinsels',
  paint: 'Malen, was bleibt. Pfeiltasten bewegen den Pinsel, Leertaste malt, Strg+Z nimmt zurück.',
} as const satisfies Translated<typeof english>;
