import type { Translated } from '../message-types.ts';
import type { sample as english } from '../en/sample.ts';

export const sample = {
  sampleProject: 'Proyecto de ejemplo',
  photo: 'Dos libros con lavanda sobre una piedra',
  makes:
    'Crea un proyecto con esta foto y tres imágenes de ella, para que veas qué hace cada acción, y propone los siguientes pasos.',
  costs: 'Se le asignan {granted}. Las tres imágenes gastan {spent}: {each}.',
  make: 'Crear el proyecto de ejemplo',
  newHere: '¿Primera vez aquí? Mira qué hacen las cuatro acciones en un proyecto con una foto e imágenes de ella.',
} as const satisfies Translated<typeof english>;
