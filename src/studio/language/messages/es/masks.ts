import type { Translated } from '../message-types.ts';
import type { masks as english } from '../en/masks.ts';

export const masks = {
  brush: 'Pincel',
  brushDoes: 'Qué hace el pincel',
  keep: 'Conservar',
  erase: 'Borrar',
  softEdge: 'Borde suave',
  findSubject: 'Buscar el motivo',
  undo: 'Deshacer',
  startOver: 'Empezar de nuevo',
  size: 'Tamaño',
  brushSize: 'Tamaño del pincel',
  paint: 'Pinta lo que se queda. Las flechas mueven el pincel, Espacio pinta, Control Z deshace.',
} as const satisfies Translated<typeof english>;
