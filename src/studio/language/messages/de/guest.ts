import type { Translated } from '../message-types.ts';
import type { guest as english } from '../en/guest.ts';

export const guest = {
  until: 'Offen bis {date}.',
  name: 'Dein Name',
  nameFirst: 'Gib zuerst oben deinen Namen an.',
  nothing: 'Hier sind keine Bilder mehr.',
  over: 'Dieser Link ist beendet',
  overText: 'Er ist abgelaufen oder wurde widerrufen. Wer ihn geschickt hat, kann einen neuen schicken.',
  away: 'Diese Seite ist gerade nicht erreichbar',
  awayText: 'Nichts ging verloren. Versuch es in einer Minute noch einmal.',
  picture: 'Bild {number}',
  approve: 'Freigeben',
  wantChanges: 'Änderungen nötig',
  download: 'Herunterladen',
  hasApproved: '{name} gibt frei',
  hasWanted: '{name} wünscht Änderungen',
  comment: 'Kommentar',
  send: 'Senden',
} as const satisfies Translated<typeof english>;
