import { formats } from './formats.ts';
import { shell } from './shell.ts';

export const english = {
  formats,
  shell,
} as const;
