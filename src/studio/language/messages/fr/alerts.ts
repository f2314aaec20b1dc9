import type { Translated } from '../message-types.ts';
import type { alerts as english } from '../en/alerts.ts';

export const alerts = {
  alerts: 'Alertes',
  byMail: 'Par e-mail',
  inBrowser: 'Dans ce navigateur',
  unavailable:
    'Ce navigateur n’affiche pas les notifications de cette page : il faut https et un navigateur qui les prend en charge.',
  blocked:
    'Ce navigateur bloque les notifications de cette page. Autorisez-les d’abord dans ses réglages pour ce site.',
  notify: 'Me prévenir quand je regarde ailleurs',
  notifyHint:
    'Lorsqu’une action longue se termine et lorsqu’un solde devient bas, tant qu’un onglet du projet est ouvert.',
  balanceLow: 'Solde bas',
  balanceLowHint: 'Lorsqu’un solde atteint l’avis de solde bas de son projet.',
  depleted: 'Crédits insuffisants',
  depletedHint: 'Lorsqu’une action est refusée parce que le projet en a trop peu.',
  topUpFailed: 'Échec de la recharge automatique',
  topUpFailedHint: 'Lorsqu’un paiement n’aboutit pas, ou que le plafond du mois est atteint.',
  keyEnding: 'Une clé expire',
  keyEndingHint: 'Une semaine avant l’expiration d’une clé que vous détenez ou gérez.',
  loading: 'Chargement de vos alertes',
  noMail: 'Ce Darkroom n’envoie pas d’e-mails.',
  writtenTo: 'Les e-mails sont envoyés à <b>{address}</b>.',
  giveAddress: 'Aucune adresse de vous n’est connue. Donnez-en une à votre clé dans Administration, Clés.',
  askAddressOf:
    'Aucune adresse de vous n’est connue. Demandez à un administrateur de {workspace} d’en donner une à votre clé.',
  askAddress:
    'Aucune adresse de vous n’est connue. Demandez à un administrateur de votre espace de travail d’en donner une à votre clé.',
  willBeTold: 'Vous serez prévenu à la fin.',
  tellMe: 'Me prévenir à la fin',
  ready: '{action} : c’est prêt',
  failed: '{action} : échec',
  canceled: '{action} : annulation',
  cameBack: 'Retour de {credits}.',
  cameBackBecause: 'Retour de {credits}. {reason}',
  left: '{project} : solde de {credits}',
  fallenLow: 'Le solde est devenu bas.',
} as const satisfies Translated<typeof english>;
