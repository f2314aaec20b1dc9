import type { Translated } from '../message-types.ts';
import type { actions as english } from '../en/actions.ts';

export const actions = {
  PROMPT: 'Prompt',
  PROMPT_EDIT: 'Prompt (modifier)',
  BACKGROUND: 'Arrière-plan',
  EXPAND: 'Étendre',
  aboutPROMPT: 'Crée une première image à partir du modèle, du style et de l’arrière-plan choisis.',
  aboutPROMPT_EDIT: 'Affine le prompt d’une image précédente.',
  aboutBACKGROUND: 'Place l’image devant un autre arrière-plan.',
  aboutEXPAND: 'Élargit le cadre de l’image.',
} as const satisfies Translated<typeof english>;
