import type { Translated } from '../message-types.ts';
import type { navigation as english } from '../en/navigation.ts';

export const navigation = {
  nothingHere: 'Aquí no hay nada',
  notYours: 'La dirección está incompleta, o no tienes acceso a lo que había en ella. <link>Ir a tus proyectos</link>',
  loading: 'Cargando',
} as const satisfies Translated<typeof english>;
