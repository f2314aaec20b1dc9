import type { Translated } from '../message-types.ts';
import type { presets as english } from '../en/presets.ts';

export const presets = {
  deleteTitle: 'Vorlagen löschen',
  aboutDelete: 'Sie sind für alle im Arbeitsbereich weg. Damit erzeugte Bilder bleiben, wie sie sind.',
  deleteOne: '{name} löschen',
  delete: 'Löschen',
  noneLeft: 'Keine Vorlagen mehr.',
  presets: 'Vorlagen',
  none: 'Noch keine Vorlagen. Etwas schreiben und für alle im Arbeitsbereich speichern.',
  saveMenu: 'Formularinhalt speichern…',
  deleteMenu: 'Vorlagen löschen…',
  saved: 'Als „{name}“ für alle im Arbeitsbereich gespeichert.',
  saveTitle: 'Formularinhalt speichern',
  name: 'Name',
  whatIsKept:
    'Prompt, Modell, Stil, Hintergrund und Seitenverhältnis werden gespeichert. Alle im Arbeitsbereich können sie verwenden.',
  save: 'Speichern',
} as const satisfies Translated<typeof english>;
