import type { Translated } from '../message-types.ts';
import type { project as english } from '../en/project.ts';

export const project = {
  archived: 'Archiviert',
  erasedOn: 'Gelöscht am {at}. Bilder und Texte sind weg; der Verlauf bleibt.',
  archivedOn: 'Archiviert am {at}. Es nimmt keine Aktionen und keine Credits an; Bilder und Verlauf bleiben.',
  noCredits: 'Dieses Projekt hat keine Credits: Damit lässt sich nichts erzeugen.',
  onlyLeft: 'Nur noch {credits}. Der Hinweis kommt ab {threshold}.',
  askAdmin: '{notice} Ein Admin von {workspace} kann weitere gutschreiben.',
  addCredits: 'Credits gutschreiben',
  loading: 'Projekt wird geladen',
  studio: 'Studio',
  sheet: 'Bogen',
  history: 'Verlauf',
  credits: 'Credits',
  settings: 'Einstellungen',
  inProject: 'In diesem Projekt',
} as const satisfies Translated<typeof english>;
