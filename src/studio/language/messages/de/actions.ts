import type { Translated } from '../message-types.ts';
import type { actions as english } from '../en/actions.ts';

export const actions = {
  PROMPT: 'Prompt',
  PROMPT_EDIT: 'Prompt (Bearbeiten)',
  BACKGROUND: 'Hintergrund',
  EXPAND: 'Erweitern',
  aboutPROMPT: 'Erzeugt ein erstes Bild aus Modell, Stil und Hintergrund.',
  aboutPROMPT_EDIT: 'Verfeinert den Prompt eines früheren Bildes.',
  aboutBACKGROUND: 'Stellt das Bild vor einen anderen Hintergrund.',
  aboutEXPAND: 'Erweitert den Rahmen des Bildes.',
} as const satisfies Translated<typeof english>;
