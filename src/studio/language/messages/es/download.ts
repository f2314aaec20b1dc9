import type { Translated } from '../message-types.ts';
import type { download as english } from '../en/download.ts';

export const download = {
  notFetched: 'No se ha podido descargar la imagen.',
  closeAndTry: 'Cierra esto y vuelve a intentarlo; no se ha cobrado nada.',
  channelTitle: '{channel}, {size} px',
  placing: 'Cómo se coloca',
  fill: 'Rellenar, cortar lo que sobra',
  fit: 'Ajustar, sobre blanco',
  enlarged: 'La imagen tiene {width} × {height} px y se amplía: se verá más suave.',
  jpeg: 'Descargar JPEG',
  asItWillBe: 'Así quedará',
  downloadAs: 'Descargar como {file}',
  download: 'Descargar la imagen',
  more: 'Más formas de descargar',
  withoutLoss: 'Sin pérdida',
  small: 'Pequeño, para web y correo',
  smallest: 'El más pequeño',
  cutOut: 'Recorte',
  aboutCutOut: 'El motivo sobre transparencia, PNG',
  forChannel: 'Para un canal',
  noSubject: 'No se ha encontrado ningún motivo.',
  paintIt: 'No se ha cobrado nada. Píntalo con Fondo, que lo conserva.',
  tryAgain: 'No se ha cobrado nada. Vuelve a intentarlo.',
} as const satisfies Translated<typeof english>;
