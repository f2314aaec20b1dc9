import type { Translated } from '../message-types.ts';
import type { deletion as english } from '../en/deletion.ts';

export const deletion = {
  delete: 'Eliminar',
  title: '¿Eliminar para siempre?',
  isDeleted: '{fileName} se ha eliminado.',
  areDeleted:
    '{count, plural, one {Se ha eliminado # imagen} many {Se han eliminado # de imágenes} other {Se han eliminado # imágenes}}.',
  about:
    '{count, plural, one {La imagen y su archivo desaparecen para siempre, para todos en el proyecto. Lo creado a partir de ella se conserva, igual que su cargo en el historial: no se devuelven créditos.} many {Las imágenes y sus archivos desaparecen para siempre, para todos en el proyecto. Lo creado a partir de ellas se conserva, igual que sus cargos en el historial: no se devuelven créditos.} other {Las imágenes y sus archivos desaparecen para siempre, para todos en el proyecto. Lo creado a partir de ellas se conserva, igual que sus cargos en el historial: no se devuelven créditos.}}',
  keep: '{count, plural, one {Conservarla} many {Conservarlas} other {Conservarlas}}',
  submit: '{count, plural, one {Eliminar imagen} many {Eliminar # de imágenes} other {Eliminar # imágenes}}',
  notDeleted: '{count, plural, one {No se ha eliminado} many {# no se han eliminado} other {# no se han eliminado}}.',
} as const satisfies Translated<typeof english>;
