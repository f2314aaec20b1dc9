import type { Translated } from '../message-types.ts';
import type { imports as english } from '../en/imports.ts';

export const imports = {
  title: 'Credits importieren',
  loadingProjects: 'Projekte werden geladen',
  file: 'CSV-Datei',
  fileHint:
    'Spalten: project (Name oder ID), credits, expiry (zum Beispiel 2027-12-31; leer: nie), note. Bis zu 1.000 Zeilen. Dieselbe Datei schreibt nur einmal gut, egal wie oft sie importiert wird.',
  chooseFile: 'Datei wählen',
  grant: 'Gutschreiben',
  grantCount: '{count} gutschreiben',
  granted: '{granted} gutgeschrieben.',
  grantedBefore: '{granted} gutgeschrieben, {before} waren durch diese Datei schon gutgeschrieben.',
  grantedFailed: '{granted} gutgeschrieben, {failed} nicht.',
  grantedBeforeFailed:
    '{granted} gutgeschrieben, {before} waren durch diese Datei schon gutgeschrieben, {failed} nicht.',
  notGranted: 'Nicht Gutgeschriebenes',
  rowWhy: 'Zeile {row}: {why}',
  done: 'Fertig',
  willHappen: 'Was geschehen wird',
  row: 'Zeile',
  project: 'Projekt',
  credits: 'Credits',
  expires: 'Verfällt',
  andMore: 'Und {count} weitere.',
  leftOut: 'Ausgelassen: {problem}.',
  never: 'nie',
  summary:
    '{grants, plural, one {# Gutschrift} other {# Gutschriften}}, zusammen {credits}, an {projects, plural, one {# Projekt} other {# Projekte}}.',
  summaryWrong: '{summary} {wrong, plural, one {# Zeile ist} other {# Zeilen sind}} fehlerhaft und ausgelassen.',
  quoted: '„{words}“',
  missing: 'Die erste Zeile muss die Spalten nennen; {columns} fehlt.',
  noRows: 'Unter der Kopfzeile steht keine Zeile.',
  tooMany: 'Es lassen sich höchstens {max} Zeilen auf einmal importieren.',
  cells: 'hat mehr oder weniger Zellen als die Kopfzeile',
  noProject: 'kein offenes Projekt hat diesen Namen oder diese ID',
  ambiguous: '{count} Projekte haben diesen Namen: bitte die ID verwenden, prj_…',
  wrongCredits: 'credits muss eine ganze Zahl von 1 bis {max} sein',
  longNote: 'die Notiz darf höchstens {max} Zeichen haben',
  wrongExpiry: 'expiry muss ein Tag sein, zum Beispiel 2027-12-31',
  expiryPassed: 'das Verfallsdatum ist vorbei',
  unknown: 'Es ist nicht bekannt, ob gutgeschrieben wurde: Die Datei bitte erneut importieren.',
} as const satisfies Translated<typeof english>;
