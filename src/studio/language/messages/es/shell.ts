import type { Translated } from '../../message-types.ts';
import type { shell as english } from '../en/shell.ts';

export const shell = {
  language: 'Idioma',
} as const satisfies Translated<typeof english>;
