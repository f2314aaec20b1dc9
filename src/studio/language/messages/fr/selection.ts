import type { Translated } from '../message-types.ts';
import type { selection as english } from '../en/selection.ts';

export const selection = {
  beingMade:
    '{count, plural, one {# image en cours} many {# d’images en cours} other {# images en cours}}, pour {credits}.',
  title: '{action} pour {count, plural, one {# image} many {# d’images} other {# images}}',
  close: 'Fermer',
  perform: 'Exécuter {count, number} · {credits}',
  aspectRatio: 'Format',
  background: 'Arrière-plan',
  aboutBackground: 'Ce qui vient derrière le sujet de chacune.',
  sum: '{count, number} × {credits, number} = {sum} → reste {left, number}',
  unfit:
    '{count, plural, one {# a déjà ce format, ou serait trop grande.} many {# ont déjà ce format, ou seraient trop grandes.} other {# ont déjà ce format, ou seraient trop grandes.}}',
  short:
    'Les {fit, number} demandent {credits}, et {balance, plural, one {reste #} many {restent #} other {restent #}} : assez pour les {count, number} premières.',
  unknown:
    'Pour {count, plural, one {# image} many {# d’images} other {# images}}, on ne sait pas : relancez, rien n’est facturé deux fois.',
  notOthers: 'Pas les autres : {reasons}',
  whatIsSelected: 'Sélection',
  selected: '{count, plural, one {# sélectionnée} many {# sélectionnées} other {# sélectionnées}}',
  downloadZip: 'Télécharger le ZIP',
  packed: '{zipped, number} sur {count, number} compressées',
  backgroundMenu: 'Arrière-plan…',
  expand: 'Étendre…',
  noFavorites: 'Pas favoris',
  favorite: 'Favori',
  delete: 'Supprimer…',
  clear: 'Désélectionner',
  isComplete: '{file} est complet.',
  notWritten: 'Le ZIP n’a pas pu être écrit.',
  checkDisk: 'Vérifiez l’espace disque, puis réessayez.',
  notFetched:
    '{missing, plural, one {# sur {count, number} n’a pas pu être récupérée.} many {# sur {count, number} n’ont pas pu être récupérées.} other {# sur {count, number} n’ont pas pu être récupérées.}}',
  loadAgain: 'Rechargez la page et téléchargez celles-ci à nouveau : {names}',
} as const satisfies Translated<typeof english>;
