import type { Translated } from '../message-types.ts';
import type { alerts as english } from '../en/alerts.ts';

export const alerts = {
  alerts: 'Benachrichtigungen',
  byMail: 'Per E-Mail',
  inBrowser: 'In diesem Browser',
  unavailable:
    'Dieser Browser zeigt keine Mitteilungen dieser Seite: Dafür braucht es https und einen Browser, der sie kennt.',
  blocked:
    'Dieser Browser blockiert Mitteilungen dieser Seite. Sie müssen erst in seinen Einstellungen für diese Website erlaubt werden.',
  notify: 'Benachrichtigen, während ich woanders bin',
  notifyHint:
    'Wenn eine lange Aktion endet und wenn ein Guthaben niedrig wird, solange ein Tab mit dem Projekt offen ist.',
  balanceLow: 'Niedriges Guthaben',
  balanceLowHint: 'Wenn ein Guthaben auf den Hinweiswert seines Projekts fällt.',
  depleted: 'Nicht genug Credits',
  depletedHint: 'Wenn eine Aktion abgelehnt wird, weil das Projekt zu wenige hat.',
  topUpFailed: 'Automatische Aufladung fehlgeschlagen',
  topUpFailedHint: 'Wenn eine Zahlung nicht durchgeht oder die Obergrenze des Monats erreicht ist.',
  keyEnding: 'Ein Schlüssel läuft ab',
  keyEndingHint: 'Eine Woche, bevor ein Schlüssel abläuft, den du hast oder verwaltest.',
  loading: 'Benachrichtigungen werden geladen',
  noMail: 'Dieser Darkroom verschickt keine E-Mails.',
  writtenTo: 'Die E-Mails gehen an <b>{address}</b>.',
  giveAddress:
    'Es ist keine Adresse von dir bekannt. Sie lässt sich unter Admin, Schlüssel beim eigenen Schlüssel eintragen.',
  askAddressOf:
    'Es ist keine Adresse von dir bekannt. Ein Admin von {workspace} kann sie bei deinem Schlüssel eintragen.',
  askAddress:
    'Es ist keine Adresse von dir bekannt. Ein Admin des Arbeitsbereichs kann sie bei deinem Schlüssel eintragen.',
  willBeTold: 'Am Ende kommt eine Mitteilung.',
  tellMe: 'Am Ende benachrichtigen',
  ready: '{action} ist fertig',
  failed: '{action} ist fehlgeschlagen',
  canceled: '{action} wurde abgebrochen',
  cameBack: '{credits} zurückerhalten.',
  cameBackBecause: '{credits} zurückerhalten. {reason}',
  left: '{project}: noch {credits}',
  fallenLow: 'Das Guthaben ist niedrig.',
} as const satisfies Translated<typeof english>;
