import type { Translated } from '../../message-types.ts';
import type { upload as english } from '../en/upload.ts';

export const upload = {
  drop: 'Zum Hochladen ablegen',
  limits: 'PNG, JPEG oder WebP, je bis zu 20 MB. Hochladen kostet nichts.',
  uploads: 'Uploads',
  notTaken: '<b>{name} wurde nicht angenommen.</b> {reason} Hochladen kostet nichts.',
  tryAgain: 'Erneut versuchen',
  dismiss: 'Ausblenden',
  percent: '{percent, number} %',
  checking: 'Wird geprüft',
  stop: 'Hochladen von {name} abbrechen',
  uploading: '{name} wird hochgeladen',
  tooLarge: 'Die Datei hat {megabytes} MB, höchstens 20 MB werden angenommen. Kleiner speichern.',
  noPicture: 'Es ist kein PNG, JPEG oder WebP. In einem dieser Formate speichern.',
  noReason: 'Der Server nannte keinen Grund. Erneut senden.',
} as const satisfies Translated<typeof english>;
