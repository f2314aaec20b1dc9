import type { Translated } from '../message-types.ts';
import type { guest as english } from '../en/guest.ts';

export const guest = {
  until: 'Abierto hasta el {date}.',
  name: 'Tu nombre',
  nameFirst: 'Escribe primero tu nombre arriba.',
  nothing: 'Aquí ya no hay imágenes.',
  over: 'Este enlace ha terminado',
  overText: 'Ha caducado o fue revocado. Pide otro a quien te lo envió.',
  away: 'Ahora no se puede acceder a esta página',
  awayText: 'No se ha perdido nada. Vuelve a intentarlo en un minuto.',
  picture: 'Imagen {number}',
  approve: 'Aprobar',
  wantChanges: 'Pedir cambios',
  download: 'Descargar',
  hasApproved: '{name} aprueba',
  hasWanted: '{name} pide cambios',
  comment: 'Comentario',
  send: 'Enviar',
} as const satisfies Translated<typeof english>;
