import type { Translated } from '../message-types.ts';
import type { download as english } from '../en/download.ts';

export const download = {
  notFetched: 'Das Bild konnte nicht geladen werden.',
  closeAndTry: 'Schließen und erneut versuchen; nichts wurde berechnet.',
  channelTitle: '{channel}, {size} px',
  placing: 'Platzierung',
  fill: 'Füllen, Überstand abschneiden',
  fit: 'Einpassen, auf Weiß',
  enlarged: 'Das Bild hat {width} × {height} px und wird vergrößert: Es wirkt weicher.',
  jpeg: 'JPEG herunterladen',
  asItWillBe: 'So wird es aussehen',
  downloadAs: 'Als {file} herunterladen',
  download: 'Bild herunterladen',
  more: 'Weitere Formate',
  withoutLoss: 'Verlustfrei',
  small: 'Klein, für Web und E-Mail',
  smallest: 'Am kleinsten',
  cutOut: 'Freisteller',
  aboutCutOut: 'Das Motiv auf Transparenz, PNG',
  forChannel: 'Für einen Kanal',
  noSubject: 'Kein Motiv gefunden.',
  paintIt: 'Nichts wurde berechnet. Mit Hintergrund bemalen, das behält es.',
  tryAgain: 'Nichts wurde berechnet. Erneut versuchen.',
} as const satisfies Translated<typeof english>;
