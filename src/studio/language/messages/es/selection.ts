import type { Translated } from '../message-types.ts';
import type { selection as english } from '../en/selection.ts';

export const selection = {
  beingMade:
    '{count, plural, one {Se está creando # imagen} many {Se están creando # de imágenes} other {Se están creando # imágenes}} por {credits}.',
  title: '{action} para {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}',
  close: 'Cerrar',
  perform: 'Ejecutar {count, number} · {credits}',
  aspectRatio: 'Proporción',
  background: 'Fondo',
  aboutBackground: 'Qué poner detrás del motivo de cada una.',
  sum: '{count, number} × {credits, number} = {sum} → saldo {left, number}',
  unfit:
    '{count, plural, one {# ya tiene esta forma o sería demasiado grande.} many {# ya tienen esta forma o serían demasiado grandes.} other {# ya tienen esta forma o serían demasiado grandes.}}',
  short:
    'Las {fit, number} necesitan {credits} y {balance, plural, one {queda #} many {quedan #} other {quedan #}}: alcanza para las primeras {count, number}.',
  unknown:
    'De {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}} no se sabe: vuelve a ejecutarlo, nada se cobra dos veces.',
  notOthers: 'Las demás no: {reasons}',
  whatIsSelected: 'Selección',
  selected: '{count, plural, one {# seleccionada} many {# de seleccionadas} other {# seleccionadas}}',
  downloadZip: 'Descargar ZIP',
  packed: '{zipped, number} de {count, number} comprimidas',
  backgroundMenu: 'Fondo…',
  expand: 'Ampliar…',
  noFavorites: 'No favoritas',
  favorite: 'Favorita',
  delete: 'Eliminar…',
  clear: 'Quitar selección',
  isComplete: '{file} está completo.',
  notWritten: 'No se ha podido escribir el ZIP.',
  checkDisk: 'Comprueba el espacio en el disco y vuelve a intentarlo.',
  notFetched:
    '{missing, plural, one {# de {count, number} no se ha podido descargar.} many {# de {count, number} no se han podido descargar.} other {# de {count, number} no se han podido descargar.}}',
  loadAgain: 'Vuelve a cargar la página y descarga estas otra vez: {names}',
} as const satisfies Translated<typeof english>;
