import type { Translated } from '../message-types.ts';
import type { spending as english } from '../en/spending.ts';

export const spending = {
  person: 'Person',
  key: 'Schlüssel',
  action: 'Aktion',
  withoutKey: 'Ohne Schlüssel',
  loading: 'Ausgaben werden geladen',
  nothing: 'Es wurde nichts ausgegeben',
  nothingHint: 'Im Zeitraum {range} wurde keine Aktion ausgeführt.',
  spent: '{credits} ausgegeben',
  refunded: '{credits} erstattet',
  spentBy: 'Ausgegeben von',
  nothingLeft: '{credits}, davon ist nichts übrig',
  onDays: '{credits} an {days, plural, one {# Tag} other {# Tagen}}',
  dayCredits: '{day}: {credits}',
  spending: 'Ausgaben',
  overTime: 'Im Zeitverlauf',
  actions: 'Aktionen',
  credits: 'Credits',
  share: 'Anteil',
  others: 'Andere',
} as const satisfies Translated<typeof english>;
