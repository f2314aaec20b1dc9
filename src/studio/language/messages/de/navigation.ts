import type { Translated } from '../message-types.ts';
import type { navigation as english } from '../en/navigation.ts';

export const navigation = {
  nothingHere: 'Hier ist nichts',
  notYours:
    'Die Adresse ist unvollständig, oder das Ziel ist für diesen Zugang nicht freigegeben. <link>Zu den Projekten</link>',
  loading: 'Wird geladen',
} as const satisfies Translated<typeof english>;
