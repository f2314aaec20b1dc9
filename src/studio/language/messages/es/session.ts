import type { Translated } from '../message-types.ts';
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
  notStartedHere:
    'Este inicio de sesión no se empezó en este navegador, ya se terminó o tardó más de 10 minutos. Inicia sesión de nuevo.',
  accessDenied:
    'El proveedor no te ha dejado entrar o no has dado tu consentimiento. Inténtalo de nuevo o pregunta a tu administrador.',
  signInThere: 'El proveedor te pide que inicies sesión allí primero. Inténtalo de nuevo.',
  consentThere: 'El proveedor pide primero tu consentimiento. Inténtalo de nuevo y acepta allí.',
  accountThere: 'El proveedor pregunta qué cuenta es la tuya. Inténtalo de nuevo y elige una allí.',
  providerBusy: 'El proveedor está ocupado. Inténtalo de nuevo en un minuto.',
  providerFailed: 'El proveedor ha fallado. Inténtalo de nuevo en un minuto.',
  providerNotSetUp:
    'El proveedor lo ha rechazado: todavía no está configurado para este Darkroom. Avisa a tu administrador: el motivo está en el registro del servidor.',
  noAccess:
    'El proveedor te conoce, pero su token no te da acceso aquí: no tiene ningún rol o es para otra aplicación. Pregunta a tu administrador.',
  signInOver: 'El proveedor ya no acepta este inicio de sesión. Inicia sesión de nuevo.',
  invalidResponse:
    'La respuesta del proveedor no es válida. Inicia sesión de nuevo; si vuelve a ocurrir, avisa a tu administrador.',
  otherPerson: 'El proveedor ha respondido por otra persona. Inicia sesión de nuevo.',
} as const satisfies Translated<typeof english>;
