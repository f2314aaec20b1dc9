import type { Translated } from '../message-types.ts';
import type { alerts as english } from '../en/alerts.ts';

export const alerts = {
  alerts: 'Avisos',
  byMail: 'Por correo electrónico',
  inBrowser: 'En este navegador',
  unavailable:
    'Este navegador no muestra notificaciones de esta página: hace falta https y un navegador que las admita.',
  blocked:
    'Este navegador bloquea las notificaciones de esta página. Permítelas primero en su configuración para este sitio.',
  notify: 'Avisarme mientras miro otra cosa',
  notifyHint:
    'Cuando termina una acción larga y cuando un saldo baja, mientras haya abierta una pestaña con el proyecto.',
  balanceLow: 'Saldo bajo',
  balanceLowHint: 'Cuando un saldo baja hasta el aviso de saldo bajo de su proyecto.',
  depleted: 'Créditos insuficientes',
  depletedHint: 'Cuando se rechaza una acción porque el proyecto tiene muy pocos.',
  topUpFailed: 'Recarga automática fallida',
  topUpFailedHint: 'Cuando un pago no se completa o se alcanza el límite del mes.',
  keyEnding: 'Una clave caduca',
  keyEndingHint: 'Una semana antes de que caduque una clave que tienes o administras.',
  loading: 'Cargando tus avisos',
  noMail: 'Este Darkroom no envía correos electrónicos.',
  writtenTo: 'Los correos se envían a <b>{address}</b>.',
  giveAddress: 'No se conoce ninguna dirección tuya. Añádela a tu clave en Administración, Claves.',
  askAddressOf: 'No se conoce ninguna dirección tuya. Pide a un administrador de {workspace} que la añada a tu clave.',
  askAddress:
    'No se conoce ninguna dirección tuya. Pide a un administrador de tu espacio de trabajo que la añada a tu clave.',
  willBeTold: 'Se te avisará cuando termine.',
  tellMe: 'Avisarme cuando termine',
  ready: '{action}: listo',
  failed: '{action}: ha fallado',
  canceled: '{action}: se ha cancelado',
  cameBack: 'Créditos devueltos: {credits}.',
  cameBackBecause: 'Créditos devueltos: {credits}. {reason}',
  left: '{project}: saldo de {credits}',
  fallenLow: 'El saldo es bajo.',
} as const satisfies Translated<typeof english>;
