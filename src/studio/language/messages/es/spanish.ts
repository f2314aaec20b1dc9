import type { NoneOf, Translation, WithOtherArguments } from '../../message-types.ts';
import { formats } from './formats.ts';
import { shell } from './shell.ts';

export const direction = 'ltr';

export const messages = {
  formats,
  shell,
} as const satisfies Translation;

/** Does not compile while a message takes other arguments than the English one, and names that message. */
export type Differing = NoneOf<WithOtherArguments<typeof messages>>;
