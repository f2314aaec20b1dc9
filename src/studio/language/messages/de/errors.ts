import type { Translated } from '../message-types.ts';
import type { errors as english } from '../en/errors.ts';

export const errors = {
  notShown: 'Dieser Teil der Seite konnte nicht angezeigt werden.',
  loadNewer: 'Credits und Bilder sind sicher. Vielleicht gibt es eine neuere Version der Seite: neu laden.',
  loadAgain: 'Seite neu laden',
  tryAgain: 'Erneut versuchen',
  signedOut: 'Abgemeldet.',
  signedOutDetail: 'Nichts wurde geändert. Der Schlüssel ist abgelaufen oder unbekannt: mit einem anderen anmelden.',
  forbidden: 'Der Schlüssel erlaubt das nicht.',
  forbiddenDetail:
    'Nichts wurde geändert. Ein Admin des Arbeitsbereichs kann es tun oder einen passenden Schlüssel ausstellen.',
  notFound: 'Das gibt es hier nicht.',
  notFoundDetail: 'Nichts wurde geändert. Es gehört zu einem anderen Arbeitsbereich, oder der Link ist unvollständig.',
  badInput: 'Eine Eingabe liegt außerhalb der Grenzen.',
  badInputDetail: 'Nichts wurde geändert. Das unten Genannte korrigieren und erneut versuchen.',
  rateLimited: 'Das waren zu viele Anfragen.',
  rateLimitedDetail: 'Nichts wurde geändert. Eine Minute warten und erneut versuchen.',
  unavailable: 'Darkroom hat nicht rechtzeitig geantwortet.',
  unavailableDetail: 'Erneut versuchen: Was schon geschehen ist, wird nicht doppelt ausgeführt oder berechnet.',
  noAnswer: 'Darkroom ist nicht erreichbar.',
  noAnswerDetail:
    'Verbindung prüfen und erneut versuchen: Was schon geschehen ist, wird nicht doppelt ausgeführt oder berechnet.',
  internal: 'Bei uns ist ein Fehler aufgetreten.',
  internalDetail:
    'Er wurde protokolliert. Erneut versuchen; bleibt er bestehen, dem Betreiber dieses Darkroom Bescheid geben.',
  problems: 'Nichts wurde geändert. {problems}',
  insufficient: 'Nicht genug Credits.',
  insufficientDetail:
    'Nichts wurde berechnet. Nötig sind {required}, das Projekt hat {available}: Es fehlen {shortfall}.',
  capReached: 'Der Schlüssel hat seine Obergrenze für diesen {per, select, DAY {Tag} other {Monat}} erreicht.',
  capReachedDetail:
    'Nichts wurde berechnet. {spent} von {credits} sind verbraucht; neu beginnt es am {at}. Ein Admin kann einen Schlüssel mit höherer Obergrenze ausstellen.',
  balanceLimit: 'Das ist mehr, als ein Projekt fassen kann.',
  balanceLimitDetail: 'Nichts wurde geändert. Das Projekt hat {available}, höchstens {limit} sind möglich.',
  archived: 'Dieses Projekt ist archiviert.',
  archivedDetail:
    'Nichts wurde berechnet. Seit {at} nimmt es keine Aktionen und keine Credits an; ein anderes Projekt wählen oder anlegen.',
  alreadyRefunded: 'Das wurde bereits erstattet.',
  alreadyRefundedDetail: 'Nichts wurde geändert. {amount} wurden am {at} erstattet.',
  noChange: 'Das würde nichts ändern.',
  notCancelable: 'Zu spät zum Abbrechen.',
  notCancelableDetail:
    'Nichts wurde geändert. Die Aktion hat begonnen oder ist beendet; schlägt sie fehl, kommen ihre Credits von selbst zurück.',
  conflict: 'Das wurde schon mit anderem Inhalt gesendet.',
  conflictDetail: 'Dieses Mal wurde nichts berechnet. Im Verlauf nachsehen, was geschehen ist, dann erneut absenden.',
  imageNotReady: 'Das Ausgangsbild ist noch nicht da.',
  imageNotReadyDetail: 'Nichts wurde berechnet. Warten, bis es fertig ist, oder von einem anderen ausgehen.',
  noPayments: 'Hier können keine Credits gekauft werden.',
  noPaymentsDetail: 'Nichts wurde berechnet. Einen Admin des Arbeitsbereichs um Credits bitten.',
  noCard: 'Es gibt noch keine Karte, die belastet werden kann.',
  noCardDetail: 'Nichts wurde geändert. Einmal ein Paket kaufen und die Karte für später speichern lassen.',
  nothingToRefund: 'Es gibt nichts zu erstatten.',
  nothingToRefundDetail:
    'Nichts wurde geändert. Der Kauf wurde nicht bezahlt, oder alles davon ist verbraucht oder erstattet.',
  noSubject: 'Kein Motiv gefunden.',
  noSubjectDetail: 'Nichts wurde berechnet. Mit dem Pinsel malen, was bleiben soll.',
  priceChanged: 'Der Preis hat sich geändert.',
  priceChangedDetail:
    'Nichts wurde berechnet. Das kostet jetzt {credits}, nicht {maxCredits}. Erneut ausführen, um den neuen Preis anzunehmen.',
  priceInForce: 'Zu spät zum Zurücknehmen.',
  priceInForceDetail: 'Nichts wurde geändert. Die Liste gilt ab {at}; stattdessen eine andere veröffentlichen.',
  invalidGrant: 'Diese Gutschrift ist so nicht möglich.',
  invalidGrantDetail: 'Nichts wurde gutgeschrieben. {field} prüfen und erneut senden.',
  invalidItem: 'Dieser Teil ist so nicht ausführbar.',
  invalidItemDetail: 'Dafür wurde nichts berechnet. {field} prüfen und erneut senden.',
  batchRefused: 'Ein anderer Teil des Stapels wurde abgelehnt.',
  batchRefusedDetail: 'Nichts wurde berechnet. Diesen Teil korrigieren oder weglassen, dann den Stapel erneut senden.',
  refused: 'Das wurde abgelehnt.',
  problem: '{field} {message}.',
  nothingCharged: 'Nichts wurde berechnet.',
} as const satisfies Translated<typeof english>;
