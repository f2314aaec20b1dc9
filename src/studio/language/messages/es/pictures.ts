import type { Translated } from '../message-types.ts';
import type { pictures as english } from '../en/pictures.ts';

export const pictures = {
  archived: 'Archivado',
  nothingMore: 'Aquí ya no se crea nada más; las imágenes y el historial se conservan.',
  mayLook: 'Solo puedes ver',
  askForKey:
    'Tu clave permite ver lo que se crea, pero no crear imágenes. Pide a un administrador de {workspace} una clave que lo permita.',
  loadingFull: 'Cargando la imagen completa',
  dismiss: 'Descartar',
  dismissAction: 'Descartar {action}',
} as const satisfies Translated<typeof english>;
