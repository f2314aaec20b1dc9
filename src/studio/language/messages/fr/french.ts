import type { NoneOf, Translation, WithOtherArguments } from '../../message-types.ts';
import { errors } from './errors.ts';
import { formats } from './formats.ts';
import { look } from './look.ts';
import { navigation } from './navigation.ts';
import { palette } from './palette.ts';
import { project } from './project.ts';
import { projects } from './projects.ts';
import { sample } from './sample.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';

export const direction = 'ltr';

export const messages = {
  errors,
  formats,
  look,
  navigation,
  palette,
  project,
  projects,
  sample,
  session,
  settings,
  shell,
} as const satisfies Translation;

/** Does not compile while a message takes other arguments than the English one, and names that message. */
export type Differing = NoneOf<WithOtherArguments<typeof messages>>;
