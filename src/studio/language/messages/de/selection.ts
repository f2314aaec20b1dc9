import type { Translated } from '../message-types.ts';
import type { selection as english } from '../en/selection.ts';

export const selection = {
  beingMade: '{count, plural, one {# Bild entsteht} other {# Bilder entstehen}} für {credits}.',
  title: '{action} für {count, plural, one {# Bild} other {# Bilder}}',
  close: 'Schließen',
  perform: '{count, number} ausführen · {credits}',
  aspectRatio: 'Seitenverhältnis',
  background: 'Hintergrund',
  aboutBackground: 'Was hinter das Motiv von jedem kommt.',
  sum: '{count, number} × {credits, number} = {sum} → {left, number} übrig',
  unfit:
    '{count, plural, one {# davon hat diese Form schon oder würde zu groß.} other {# davon haben diese Form schon oder würden zu groß.}}',
  short:
    'Alle {fit, number} brauchen {credits}, übrig {balance, plural, one {ist #} other {sind #}}: genug für die ersten {count, number}.',
  unknown:
    'Bei {count, plural, one {# Bild} other {# Bildern}} ist es unbekannt: erneut ausführen, nichts wird doppelt berechnet.',
  notOthers: 'Die anderen nicht: {reasons}',
  whatIsSelected: 'Auswahl',
  selected: '{count, plural, one {# ausgewählt} other {# ausgewählt}}',
  downloadZip: 'ZIP herunterladen',
  packed: '{zipped, number} von {count, number} gepackt',
  backgroundMenu: 'Hintergrund…',
  expand: 'Erweitern…',
  noFavorites: 'Keine Favoriten',
  favorite: 'Favorit',
  delete: 'Löschen…',
  clear: 'Auswahl aufheben',
  isComplete: '{file} ist vollständig.',
  notWritten: 'Das ZIP konnte nicht geschrieben werden.',
  checkDisk: 'Freien Speicherplatz prüfen und erneut versuchen.',
  notFetched:
    '{missing, plural, one {# von {count, number} konnte nicht geladen werden.} other {# von {count, number} konnten nicht geladen werden.}}',
  loadAgain: 'Seite neu laden und diese noch einmal herunterladen: {names}',
} as const satisfies Translated<typeof english>;
