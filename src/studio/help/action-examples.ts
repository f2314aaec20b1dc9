import type { ActionKind } from '../generated/graphql.ts';
import background from './pictures/background.webp';
import expand from './pictures/expand.webp';
import promptEdit from './pictures/prompt-edit.webp';
import prompt from './pictures/prompt.webp';

export interface ActionExample {
  /** Words where there was no picture before. */
  readonly before: { readonly words: string } | { readonly url: string; readonly alt: string };
  readonly after: { readonly url: string; readonly alt: string };
  /** When this action is the one to take, and when another is. */
  readonly advice: string;
}

const STUDIO = { url: prompt, alt: 'A red handbag on a white pedestal before a lilac wall' };
const AT_NIGHT = { url: background, alt: 'The same handbag before a city at night' };

/** One picture's way through the four actions. The built-in engine made it. */
export const ACTION_EXAMPLES: Readonly<Record<ActionKind, ActionExample>> = {
  PROMPT: {
    before: { words: 'A red handbag in a studio, soft light' },
    after: STUDIO,
    advice:
      'Takes words, and a photo of your product if you have one, and makes a first picture. It is the dearest step, so say at once what matters: what is shown, how it is styled, where it stands, and for which format. What is nearly right is better refined than made anew.',
  },
  PROMPT_EDIT: {
    before: STUDIO,
    after: { url: promptEdit, alt: 'The same handbag in warm evening light' },
    advice:
      'Keeps the composition and changes what the refined prompt says: the light, the mood, a colour, a material. Whenever you like a picture but for one thing, take this: it is the cheapest step by far. Change one thing at a time, and you see what it did.',
  },
  BACKGROUND: {
    before: STUDIO,
    after: AT_NIGHT,
    advice:
      'Keeps the subject to the pixel and puts it somewhere else. One good picture serves a whole campaign that way: one background for each season or channel, for less than making it again. Where the edge of the subject is hard to find, paint a mask first.',
  },
  EXPAND: {
    before: AT_NIGHT,
    after: { url: expand, alt: 'The city at night goes on to the left and to the right of the handbag' },
    advice:
      'Keeps the picture as it is and goes on beyond its edges: a square becomes a banner or a story. Do it last. An edit or a background that comes after it has to be made for each format again.',
  },
};
