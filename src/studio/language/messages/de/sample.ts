import type { Translated } from '../message-types.ts';
import type { sample as english } from '../en/sample.ts';

export const sample = {
  sampleProject: 'Beispielprojekt',
  photo: 'Zwei Bücher mit Lavendel auf einem Stein',
  makes:
    'Legt ein Projekt mit diesem Foto und drei Bildern davon an, um die Wirkung jeder Aktion zu zeigen, und schlägt nächste Schritte vor.',
  costs: 'Es erhält {granted}. Die drei Bilder brauchen davon {spent}: {each}.',
  make: 'Beispielprojekt anlegen',
  newHere: 'Neu hier? Die vier Aktionen an einem Projekt mit einem Foto und Bildern davon ansehen.',
} as const satisfies Translated<typeof english>;
