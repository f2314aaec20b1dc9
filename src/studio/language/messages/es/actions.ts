import type { Translated } from '../message-types.ts';
import type { actions as english } from '../en/actions.ts';

export const actions = {
  PROMPT: 'Prompt',
  PROMPT_EDIT: 'Prompt (editar)',
  BACKGROUND: 'Fondo',
  EXPAND: 'Ampliar',
  aboutPROMPT: 'Crea una primera imagen con el modelo, el estilo y el fondo elegidos.',
  aboutPROMPT_EDIT: 'Refina el prompt de una imagen anterior.',
  aboutBACKGROUND: 'Pone la imagen ante otro fondo.',
  aboutEXPAND: 'Amplía el marco de la imagen.',
} as const satisfies Translated<typeof english>;
