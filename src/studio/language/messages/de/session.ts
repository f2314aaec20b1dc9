import type { Translated } from '../../message-types.ts';
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
} as const satisfies Translated<typeof english>;
