import type { Translated } from '../message-types.ts';
import type { look as english } from '../en/look.ts';

export const look = {
  whatCanBeDone: 'Acciones posibles',
  tooLong:
    '{over, plural, one {Sobra # carácter} many {Sobran # de caracteres} other {Sobran # caracteres}}: como máximo {max}.',
  usedOf: '{length} de {max} caracteres',
  close: 'Cerrar',
  dismiss: 'Descartar',
  shownOnce: 'Solo se muestra esta vez. {advice}',
  copied: 'Copiado',
  copyThe: 'Copiar {what, select, key {la clave} link {el enlace} other {el secreto}}',
  haveIt: 'Ya lo tengo',
  cancel: 'Cancelar',
} as const satisfies Translated<typeof english>;
