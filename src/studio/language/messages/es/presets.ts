import type { Translated } from '../message-types.ts';
import type { presets as english } from '../en/presets.ts';

export const presets = {
  deleteTitle: 'Eliminar ajustes',
  aboutDelete: 'Desaparecen para todos en el espacio de trabajo. Las imágenes creadas con ellos siguen igual.',
  deleteOne: 'Eliminar {name}',
  delete: 'Eliminar',
  noneLeft: 'No quedan ajustes.',
  presets: 'Ajustes',
  none: 'Aún no hay ajustes. Escribe algo y guárdalo para todos en el espacio de trabajo.',
  saveMenu: 'Guardar lo que hay en el formulario…',
  deleteMenu: 'Eliminar ajustes…',
  saved: 'Guardado como «{name}» para todos en el espacio de trabajo.',
  saveTitle: 'Guardar lo que hay en el formulario',
  name: 'Nombre',
  whatIsKept:
    'Se guardan el prompt, el modelo, el estilo, el fondo y la proporción. Todos en el espacio de trabajo pueden usarlos.',
  save: 'Guardar',
} as const satisfies Translated<typeof english>;
