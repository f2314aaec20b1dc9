import type { Translated } from '../message-types.ts';
import type { feedback as english } from '../en/feedback.ts';

export const feedback = {
  title: 'Kommentare',
  close: 'Kommentare schließen',
  nothing: 'Noch keine Kommentare. Einen für das Team schreiben, oder das Bild teilen und Gäste fragen.',
  nothingToRead: 'Noch keine Kommentare.',
  mayRead: 'Dein Schlüssel darf Kommentare lesen. Schreiben können Bearbeiter und Admins.',
  earlier: 'Frühere Kommentare anzeigen',
  verdicts: 'Urteile der Gäste',
  approved: 'Freigegeben von {name}',
  wantsChanges: 'Änderungen gewünscht von {name}',
  commentOf: 'Kommentar von {name}',
  guest: 'Gast',
  deleteOf: 'Kommentar von {name} löschen',
  deleteQuestion: 'Diesen Kommentar endgültig löschen?',
  keep: 'Behalten',
  delete: 'Löschen',
  comment: 'Neuer Kommentar',
  commentHint: 'Für alle im Projekt. Gäste sehen ihn nicht.',
  send: 'Kommentieren',
  open: 'Kommentare, {count, number}',
  openKey: 'Kommentare ( {key} )',
  approvals: '{count, plural, one {# Freigabe} other {# Freigaben}}',
  changesWanted: '{count, plural, one {# Änderungswunsch} other {# Änderungswünsche}}',
  comments: '{count, plural, one {# Kommentar} other {# Kommentare}}',
} as const satisfies Translated<typeof english>;
