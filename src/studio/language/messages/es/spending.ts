import type { Translated } from '../message-types.ts';
import type { spending as english } from '../en/spending.ts';

export const spending = {
  person: 'Persona',
  key: 'Clave',
  action: 'Acción',
  withoutKey: 'Sin clave',
  loading: 'Cargando lo gastado',
  nothing: 'No se ha gastado nada',
  nothingHint: 'No se ejecutó ninguna acción en {range}.',
  spent: 'Gasto: {credits}',
  refunded: 'Reembolso: {credits}',
  spentBy: 'Gastado por',
  nothingLeft: '{credits}: no queda nada',
  onDays: '{credits} en {days, plural, one {# día} many {# de días} other {# días}}',
  dayCredits: '{day}: {credits}',
  spending: 'Gasto',
  overTime: 'En el tiempo',
  actions: 'Acciones',
  credits: 'Créditos',
  share: 'Parte',
  others: 'Otros',
} as const satisfies Translated<typeof english>;
