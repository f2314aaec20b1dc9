import type { Translated } from '../message-types.ts';
import type { deletion as english } from '../en/deletion.ts';

export const deletion = {
  delete: 'Löschen',
  title: 'Endgültig löschen?',
  isDeleted: '{fileName} ist gelöscht.',
  areDeleted: '{count, plural, one {# Bild ist} other {# Bilder sind}} gelöscht.',
  about:
    '{count, plural, one {Das Bild und seine Datei sind für alle im Projekt endgültig weg. Was daraus entstand, bleibt, ebenso die Belastung im Verlauf: Es kommen keine Credits zurück.} other {Die Bilder und ihre Dateien sind für alle im Projekt endgültig weg. Was daraus entstand, bleibt, ebenso die Belastungen im Verlauf: Es kommen keine Credits zurück.}}',
  keep: '{count, plural, one {Behalten} other {Behalten}}',
  submit: '{count, plural, one {Bild löschen} other {# Bilder löschen}}',
  notDeleted: '{count, plural, one {Es ist} other {# sind}} nicht gelöscht.',
} as const satisfies Translated<typeof english>;
