import type { Translated } from '../message-types.ts';
import type { upload as english } from '../en/upload.ts';

export const upload = {
  drop: 'Suelta para subir',
  limits: 'PNG, JPEG o WebP, hasta {max} cada uno. Subir no cuesta nada.',
  uploads: 'Subidas',
  notTaken: '<b>{name} no se ha aceptado.</b> {reason} Subir no cuesta nada.',
  tryAgain: 'Reintentar',
  dismiss: 'Descartar',
  checking: 'Comprobando',
  stop: 'Detener la subida de {name}',
  uploading: 'Subiendo {name}',
  tooLarge: 'Tiene {size} y se aceptan como máximo {max}. Guárdalo más pequeño.',
  noPicture: 'No es PNG, JPEG ni WebP. Guárdalo en uno de esos formatos.',
  noReason: 'El servidor no ha dicho por qué. Vuelve a enviarlo.',
  expired: 'Ha tardado más de 15 minutos. Envíalo de nuevo.',
  interrupted: 'No ha llegado completo. Envíalo de nuevo.',
  tooManyUploads: 'Ahora se están subiendo demasiadas imágenes. Envíalo de nuevo en unos segundos.',
  tooManyPixels:
    'Tiene demasiados píxeles: un lado puede tener {side, number} y el conjunto, {megapixels, number} megapíxeles. Redúcelo.',
  animated: 'Está animado. Guarda el fotograma deseado como imagen aparte.',
  broken: 'Está cortado o dañado. Guárdalo de nuevo.',
} as const satisfies Translated<typeof english>;
