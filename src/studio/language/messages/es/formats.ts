import type { Translated } from '../message-types.ts';
import type { formats as english } from '../en/formats.ts';

export const formats = {
  justNow: 'ahora mismo',
  credits: '{credits, plural, one {# crédito} many {# de créditos} other {# créditos}}',
  creditsWord: '{credits, plural, one {crédito} many {de créditos} other {créditos}}',
  today: 'hoy',
  tomorrow: 'mañana',
  inDays: 'en {days, plural, one {# día} many {# de días} other {# días}}',
} as const satisfies Translated<typeof english>;
