import type { Translated } from '../message-types.ts';
import type { imports as english } from '../en/imports.ts';

export const imports = {
  title: 'Importer des crédits',
  loadingProjects: 'Chargement des projets',
  file: 'Fichier CSV',
  fileHint:
    'Colonnes : project (son nom ou son id), credits, expiry (par exemple 2027-12-31 ; vide : jamais), note. Jusqu’à 1000 lignes. Le même fichier n’attribue qu’une fois, même importé plusieurs fois.',
  chooseFile: 'Choisir un fichier',
  grant: 'Attribuer',
  grantCount: 'Attribuer {count}',
  granted: 'Attributions : {granted}.',
  grantedBefore: 'Attributions : {granted} ; déjà faites par ce fichier : {before}.',
  grantedFailed: 'Attributions : {granted} ; non faites : {failed}.',
  grantedBeforeFailed: 'Attributions : {granted} ; déjà faites par ce fichier : {before} ; non faites : {failed}.',
  notGranted: 'Ce qui n’a pas été attribué',
  rowWhy: 'Ligne {row} : {why}',
  done: 'Terminé',
  willHappen: 'Ce qui va se passer',
  row: 'Ligne',
  project: 'Projet',
  credits: 'Crédits',
  expires: 'Expire',
  andMore: 'Et {count} de plus.',
  leftOut: 'Ignorée : {problem}.',
  never: 'jamais',
  summary:
    '{grants, plural, one {# attribution} many {# d’attributions} other {# attributions}}, {credits} en tout, à {projects, plural, one {# projet} many {# de projets} other {# projets}}.',
  summaryWrong:
    '{summary} {wrong, plural, one {# ligne est erronée et ignorée} many {# de lignes sont erronées et ignorées} other {# lignes sont erronées et ignorées}}.',
  quoted: '« {words} »',
  missing: 'La première ligne doit nommer les colonnes ; il manque {columns}.',
  noRows: 'Il n’y a aucune ligne sous l’en-tête.',
  tooMany: 'Au plus {max} lignes peuvent être importées à la fois.',
  cells: 'a plus ou moins de cellules que l’en-tête',
  noProject: 'aucun projet ouvert n’a ce nom ou cet id',
  ambiguous: '{count} projets ont ce nom : utilisez l’id, prj_…',
  wrongCredits: 'credits doit être un nombre entier de 1 à {max}',
  longNote: 'la note doit avoir au plus {max} caractères',
  wrongExpiry: 'expiry doit être un jour, par exemple 2027-12-31',
  expiryPassed: 'l’expiration est passée',
  unknown: 'On ignore si elle a été faite : importez à nouveau le fichier.',
} as const satisfies Translated<typeof english>;
