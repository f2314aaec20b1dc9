import type { Translated } from '../message-types.ts';
import type { formats as english } from '../en/formats.ts';

export const formats = {
  justNow: 'gerade eben',
  credits: '{credits, plural, one {# Credit} other {# Credits}}',
  creditsWord: '{credits, plural, one {Credit} other {Credits}}',
  today: 'heute',
  tomorrow: 'morgen',
  inDays: 'in {days, plural, one {# Tag} other {# Tagen}}',
} as const satisfies Translated<typeof english>;
