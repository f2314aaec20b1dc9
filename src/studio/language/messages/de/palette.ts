import type { Translated } from '../message-types.ts';
import type { palette as english } from '../en/palette.ts';

export const palette = {
  found: 'Gefunden',
  do: 'Ausführen',
  goTo: 'Gehe zu',
  projects: 'Projekte',
  pictures: 'Bilder',
  theme: 'Design',
  aboutFind: 'Projekte, Bilder, Seiten und Aktionen suchen',
  find: 'Suchen',
  placeholder: 'Projekt, Bild, Seite oder Aktion suchen',
  nothing: 'Nichts heißt so.',
  light: 'Design: hell',
  dark: 'Design: dunkel',
  asDevice: 'Design: wie das Gerät',
  allProjects: 'Alle Projekte',
  creditUsage: 'Credit-Verbrauch verstehen',
  alerts: 'Benachrichtigungen',
  admin: 'Verwaltung: {section}',
  documentation: 'Dokumentation (Englisch)',
  searchSheet: 'Bogen nach „{words}“ durchsuchen',
} as const satisfies Translated<typeof english>;
