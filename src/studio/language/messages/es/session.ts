import type { Translated } from '../../message-types.ts';
import type { session as english } from '../en/session.ts';

export const session = {
  signInTitle: 'Inicia sesión en tu estudio',
  notSignedIn: 'No has iniciado sesión',
  pasteKey: 'Pega tu clave o abre el enlace que Darkroom mostró al iniciarse por primera vez.',
  sentLink: '¿Has recibido un enlace? Ábrelo para iniciar sesión.',
  signInEnded: 'Tu sesión ha terminado',
  signInAgain: 'No se ha perdido nada. Vuelve a iniciar sesión y sigue donde estabas.',
  keyEnded: 'Tu clave ya no es válida',
  keyRemoved:
    'El servidor ya no la acepta: se ha revocado, ha caducado o no se conoce aquí. Se ha eliminado de este dispositivo. No se ha perdido nada. Pide una clave nueva a un administrador de tu espacio de trabajo y sigue aquí con ella.',
  haveKey: 'Tengo una clave',
  staySignedIn: 'La sesión se mantiene en este dispositivo hasta que la cierres.',
  untilLastTab: 'La sesión dura hasta que cierres la última pestaña.',
  keepSignedIn: 'Mantener la sesión iniciada',
  withCompany: 'Iniciar sesión con tu empresa',
  comeBack: 'Vas a {provider} y vuelves aquí.',
  linkTitle: 'Tu enlace al estudio',
  linkOnce: 'Funciona una sola vez. Úsalo en el navegador con el que trabajas.',
  keepOnDevice: 'Mantener la sesión en este dispositivo',
  otherwiseLink: 'Si no, necesitarás otro enlace cuando cierres la última pestaña.',
  otherwiseKey: 'Si no, la clave se olvida al cerrar la última pestaña.',
  signIn: 'Iniciar sesión',
  pasteFirst: 'Primero pega aquí tu clave.',
  key: 'Clave',
  keyStays: 'Empieza por dkr_ y se queda en este dispositivo.',
  firstKey:
    'La primera clave también está en el archivo first-api-key de la carpeta de datos del servidor. Los administradores crean más claves.',
  unknownKey: 'Esta clave no se conoce aquí. ¿Está completa? También puede haberse revocado.',
  noAnswer: 'Darkroom no responde. Vuelve a intentarlo en un minuto.',
  linkOver: 'Este enlace ya se usó, ha caducado o fue revocado. Pide otro a quien te lo envió.',
  showKey: 'Mostrar u ocultar la clave',
} as const satisfies Translated<typeof english>;
