import type { Translated } from '../message-types.ts';
import type { sharing as english } from '../en/sharing.ts';

export const sharing = {
  share: 'Teilen',
  shareMenu: 'Teilen…',
  shareKey: 'Per Link teilen ( {key} )',
  title: '{count, plural, one {# Bild} other {# Bilder}} teilen',
  isMade: '{count, plural, one {Das Bild ist} other {# Bilder sind}} geteilt',
  about:
    '{count, plural, one {Wer den Link hat, sieht dieses Bild ohne Schlüssel und kann es freigeben oder Änderungen wünschen.} other {Wer den Link hat, sieht diese Bilder ohne Schlüssel und kann jedes freigeben oder Änderungen wünschen.}} Prompts, Credits und interne Kommentare bleiben verborgen.',
  linkTitle: 'Titel',
  linkTitleHint: 'Gäste sehen ihn über den Bildern.',
  giveTitle: 'Dem Link einen Titel geben.',
  ends: 'Der Link endet',
  inDays: '{days, plural, one {morgen} other {in # Tagen}}',
  otherDay: 'Datum…',
  lastDay: 'Letzter Tag des Links',
  dayBeyond: 'Einen Tag von heute bis {last} wählen.',
  endsAt: 'Er endet am {at} oder wenn er widerrufen wird.',
  allowsComments: 'Gäste dürfen kommentieren',
  allowsDownload: 'Gäste dürfen die Bilder in voller Größe herunterladen',
  make: 'Link erstellen',
  tooMany: 'Das ist zu viel für einen Link.',
  tooManyDetail:
    '{count, number} Bilder sind ausgewählt, und ein Link fasst höchstens {max, number}. Weniger auswählen oder mehrere Links erstellen.',
  advice:
    'Jetzt kopieren und den Gästen senden. Er endet am {at} und kann vorher in den Einstellungen des Projekts widerrufen werden.',
  lost: 'Der Link wurde erstellt, aber seine Adresse kam nicht an.',
  lostDetail:
    'Sie kann nicht noch einmal angezeigt werden. Diesen Link in den Einstellungen des Projekts widerrufen und hier einen neuen erstellen.',
  loading: 'Geteilte Links werden geladen',
  noLinks: 'Noch ist nichts geteilt. Ein Bild im Studio öffnen oder auf dem Bogen einige auswählen, dann „Teilen…“.',
  noOpenLinks: 'Kein Link ist offen.',
  openLinks: 'Offene Links',
  overLinks: '{count, plural, one {# beendeter oder widerrufener Link} other {# beendete oder widerrufene Links}}',
  earlier: 'Frühere Links anzeigen',
  revoke: 'Widerrufen',
  revokeName: '„{title}“ widerrufen',
  revokeTitle: '„{title}“ widerrufen?',
  aboutRevoke:
    'Gäste sehen unter diesem Link sofort und endgültig nichts mehr. Freigaben und Kommentare bleiben bei den Bildern. Adressen von Bildern, die ein Browser schon hat, enden innerhalb von 75 Minuten.',
  keepLink: 'Behalten',
  revokeLink: 'Link widerrufen',
  isRevoked: '„{title}“ ist widerrufen.',
  revokedAt: 'Widerrufen am {at}',
  endedAt: 'Beendet am {at}',
  openUntil: 'Offen bis {at}',
  opened: '{count, plural, =0 {Noch nicht geöffnet} one {Einmal geöffnet} other {# Mal geöffnet}}',
  madeBy: '{count, plural, one {# Bild} other {# Bilder}} · von {name} · <age></age>',
  withoutComments: 'ohne Kommentare',
  withDownload: 'mit Download',
  openPicture: 'Bild {number} mit seinen Kommentaren',
} as const satisfies Translated<typeof english>;
