import type { Translated } from '../message-types.ts';
import type { feedback as english } from '../en/feedback.ts';

export const feedback = {
  title: 'Comentarios',
  close: 'Cerrar los comentarios',
  nothing: 'Aún no hay comentarios. Escribe uno para tu equipo, o comparte la imagen para pedir el de los invitados.',
  nothingToRead: 'Aún no hay comentarios.',
  mayRead: 'Tu clave permite leer comentarios. Los editores y administradores pueden escribirlos.',
  earlier: 'Mostrar comentarios anteriores',
  verdicts: 'Opiniones de los invitados',
  approved: 'Aprobada por {name}',
  wantsChanges: 'Cambios pedidos por {name}',
  commentOf: 'Comentario de {name}',
  guest: 'Invitado',
  deleteOf: 'Eliminar el comentario de {name}',
  deleteQuestion: '¿Eliminar este comentario para siempre?',
  keep: 'Conservarlo',
  delete: 'Eliminar',
  comment: 'Nuevo comentario',
  commentHint: 'Para todos en el proyecto. Los invitados no lo ven.',
  send: 'Comentar',
  open: 'Comentarios, {count, number}',
  openKey: 'Comentarios ( {key} )',
  approvals: '{count, plural, one {# aprobación} many {# de aprobaciones} other {# aprobaciones}}',
  changesWanted:
    '{count, plural, one {# petición de cambios} many {# de peticiones de cambios} other {# peticiones de cambios}}',
  comments: '{count, plural, one {# comentario} many {# de comentarios} other {# comentarios}}',
} as const satisfies Translated<typeof english>;
