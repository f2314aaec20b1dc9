import type { Translated } from '../message-types.ts';
import type { pictures as english } from '../en/pictures.ts';

export const pictures = {
  archived: 'Archiviert',
  nothingMore: 'Hier entsteht nichts mehr; Bilder und Verlauf bleiben.',
  mayLook: 'Nur ansehen',
  askForKey:
    'Dieser Schlüssel darf ansehen, was entsteht, aber keine Bilder erzeugen. Ein Admin von {workspace} kann einen passenden Schlüssel ausstellen.',
  loadingFull: 'Vollständiges Bild wird geladen',
  dismiss: 'Ausblenden',
  dismissAction: '{action} ausblenden',
} as const satisfies Translated<typeof english>;
