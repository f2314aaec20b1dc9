import type { Translated } from '../message-types.ts';
import type { formats as english } from '../en/formats.ts';

export const formats = {
  justNow: 'à l’instant',
  credits: '{credits, plural, one {# crédit} many {# de crédits} other {# crédits}}',
  creditsWord: '{credits, plural, one {crédit} many {de crédits} other {crédits}}',
  today: 'aujourd’hui',
  tomorrow: 'demain',
  inDays: 'dans {days, plural, one {# jour} many {# de jours} other {# jours}}',
} as const satisfies Translated<typeof english>;
