import type { ActionKind } from '../generated/graphql.ts';
import type { LabelKey } from '../language/message-types.ts';
import background from './pictures/background.webp';
import expand from './pictures/expand.webp';
import promptEdit from './pictures/prompt-edit.webp';
import prompt from './pictures/prompt.webp';

interface PictureExample {
  readonly url: string;
  readonly alt: LabelKey;
}

export interface ActionExample {
  /** Words where there was no picture before. */
  readonly before: { readonly words: LabelKey } | PictureExample;
  readonly after: PictureExample;
  /** When this action is the one to take, and when another is. */
  readonly advice: LabelKey;
}

const STUDIO: PictureExample = { url: prompt, alt: 'help.studioAlt' };
const AT_NIGHT: PictureExample = { url: background, alt: 'help.nightAlt' };

/** One picture's way through the four actions. The built-in engine made it. */
export const ACTION_EXAMPLES: Readonly<Record<ActionKind, ActionExample>> = {
  PROMPT: {
    before: { words: 'help.promptWords' },
    after: STUDIO,
    advice: 'help.promptAdvice',
  },
  PROMPT_EDIT: {
    before: STUDIO,
    after: { url: promptEdit, alt: 'help.editAlt' },
    advice: 'help.editAdvice',
  },
  BACKGROUND: {
    before: STUDIO,
    after: AT_NIGHT,
    advice: 'help.backgroundAdvice',
  },
  EXPAND: {
    before: AT_NIGHT,
    after: { url: expand, alt: 'help.expandAlt' },
    advice: 'help.expandAdvice',
  },
};
