import { errors } from './errors.ts';
import { formats } from './formats.ts';
import { look } from './look.ts';
import { navigation } from './navigation.ts';
import { project } from './project.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';

export const english = {
  errors,
  formats,
  look,
  navigation,
  project,
  session,
  settings,
  shell,
} as const;
