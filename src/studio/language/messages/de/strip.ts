import type { Translated } from '../../message-types.ts';
import type { strip as english } from '../en/strip.ts';

export const strip = {
  tileSize: 'Größe der Kacheln',
} as const satisfies Translated<typeof english>;
