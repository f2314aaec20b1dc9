import type { Translated } from '../message-types.ts';
import type { upload as english } from '../en/upload.ts';

export const upload = {
  drop: 'Zum Hochladen ablegen',
  limits: 'PNG, JPEG oder WebP, je bis zu {max}. Hochladen kostet nichts.',
  uploads: 'Uploads',
  notTaken: '<b>{name} wurde nicht angenommen.</b> {reason} Hochladen kostet nichts.',
  tryAgain: 'Erneut versuchen',
  dismiss: 'Ausblenden',
  checking: 'Wird geprüft',
  stop: 'Hochladen von {name} abbrechen',
  uploading: '{name} wird hochgeladen',
  tooLarge: 'Die Datei hat {size}, höchstens {max} werden angenommen. Kleiner speichern.',
  noPicture: 'Es ist kein PNG, JPEG oder WebP. In einem dieser Formate speichern.',
  noReason: 'Der Server nannte keinen Grund. Erneut senden.',
  expired: 'Es hat länger als 15 Minuten gedauert. Bitte noch einmal senden.',
  interrupted: 'Es ist nicht vollständig angekommen. Bitte noch einmal senden.',
  tooManyUploads: 'Gerade werden zu viele Bilder hochgeladen. Bitte in ein paar Sekunden noch einmal senden.',
  tooManyPixels:
    'Es hat zu viele Pixel: Eine Seite darf {side, number} haben, das Ganze {megapixels, number} Megapixel. Bitte verkleinern.',
  animated: 'Es ist animiert. Bitte das gewünschte Einzelbild als eigenes Bild speichern.',
  broken: 'Es ist abgeschnitten oder beschädigt. Bitte neu speichern.',
} as const satisfies Translated<typeof english>;
