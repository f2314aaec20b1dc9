import type { Translated } from '../message-types.ts';
import type { session as english } from '../en/session.ts';

export const session = {
  signInTitle: 'Beim Studio anmelden',
  notSignedIn: 'Nicht angemeldet',
  pasteKey: 'Schlüssel einfügen oder den Link öffnen, den Darkroom beim ersten Start ausgegeben hat.',
  sentLink: 'Einen Link erhalten? Öffnen genügt, um sich anzumelden.',
  signInEnded: 'Die Anmeldung ist abgelaufen',
  signInAgain: 'Nichts ist verloren. Neu anmelden und an derselben Stelle weitermachen.',
  keyEnded: 'Der Schlüssel ist nicht mehr gültig',
  keyRemoved:
    'Der Server nimmt ihn nicht mehr an: Er wurde widerrufen, ist abgelaufen oder hier unbekannt. Von diesem Gerät wurde er entfernt. Nichts ist verloren. Ein Admin des Arbeitsbereichs kann einen neuen Schlüssel ausstellen, mit dem es hier weitergeht.',
  haveKey: 'Schlüssel verwenden',
  staySignedIn: 'Die Anmeldung bleibt auf diesem Gerät bis zum Abmelden erhalten.',
  untilLastTab: 'Die Anmeldung gilt, bis der letzte Tab geschlossen wird.',
  keepSignedIn: 'Angemeldet bleiben',
  withCompany: 'Über das Unternehmen anmelden',
  comeBack: 'Der Weg führt über {provider} und wieder hierher zurück.',
  linkTitle: 'Der Link zum Studio',
  linkOnce: 'Er gilt einmal. Im Browser verwenden, mit dem gearbeitet wird.',
  keepOnDevice: 'Auf diesem Gerät angemeldet bleiben',
  otherwiseLink: 'Sonst ist ein neuer Link nötig, sobald der letzte Tab geschlossen ist.',
  otherwiseKey: 'Sonst wird der Schlüssel vergessen, sobald der letzte Tab geschlossen ist.',
  signIn: 'Anmelden',
  pasteFirst: 'Zuerst den Schlüssel hier einfügen.',
  key: 'Schlüssel',
  keyStays: 'Er beginnt mit dkr_ und bleibt auf diesem Gerät.',
  firstKey:
    'Der erste Schlüssel liegt auch in der Datei first-api-key im Datenordner des Servers. Weitere Schlüssel stellen Admins aus.',
  unknownKey: 'Dieser Schlüssel ist hier unbekannt. Ist er vollständig? Vielleicht wurde er auch widerrufen.',
  noAnswer: 'Darkroom antwortet nicht. In einer Minute erneut versuchen.',
  linkOver:
    'Dieser Link wurde schon benutzt, ist abgelaufen oder wurde widerrufen. Wer ihn geschickt hat, kann einen neuen erstellen.',
  showKey: 'Schlüssel zeigen oder verbergen',
  notStartedHere:
    'Diese Anmeldung wurde nicht in diesem Browser begonnen, wurde schon abgeschlossen oder hat länger als 10 Minuten gedauert. Bitte erneut anmelden.',
  accessDenied:
    'Der Anbieter hat den Zugang verweigert, oder die Zustimmung fehlt. Erneut versuchen oder einen Admin fragen.',
  signInThere: 'Der Anbieter verlangt zuerst eine Anmeldung bei ihm. Erneut versuchen.',
  consentThere: 'Der Anbieter verlangt zuerst eine Zustimmung. Erneut versuchen und dort zustimmen.',
  accountThere: 'Der Anbieter fragt nach dem Konto. Erneut versuchen und dort eines wählen.',
  providerBusy: 'Der Anbieter ist überlastet. In einer Minute erneut versuchen.',
  providerFailed: 'Beim Anbieter ist ein Fehler aufgetreten. In einer Minute erneut versuchen.',
  providerNotSetUp:
    'Der Anbieter hat abgelehnt: Er ist noch nicht für dieses Darkroom eingerichtet. Bitte einem Admin melden; der Grund steht im Log des Servers.',
  noAccess:
    'Der Anbieter hat die Anmeldung bestätigt, aber sein Token erlaubt hier keinen Zugang: Es enthält keine Rolle oder gilt für eine andere Anwendung. Einen Admin fragen.',
  signInOver: 'Der Anbieter akzeptiert diese Anmeldung nicht mehr. Bitte erneut anmelden.',
  invalidResponse:
    'Die Antwort des Anbieters ist ungültig. Bitte erneut anmelden; tritt der Fehler wieder auf, einem Admin melden.',
  otherPerson: 'Der Anbieter hat für eine andere Person geantwortet. Bitte erneut anmelden.',
} as const satisfies Translated<typeof english>;
