import type { Translated } from '../message-types.ts';
import type { sharing as english } from '../en/sharing.ts';

export const sharing = {
  share: 'Compartir',
  shareMenu: 'Compartir…',
  shareKey: 'Compartir con un enlace ( {key} )',
  title: 'Compartir {count, plural, one {# imagen} many {# de imágenes} other {# imágenes}}',
  isMade:
    '{count, plural, one {La imagen está compartida} many {# de imágenes están compartidas} other {# imágenes están compartidas}}',
  about:
    '{count, plural, one {Cualquiera con el enlace puede ver esta imagen sin clave, y aprobarla o pedir cambios.} many {Cualquiera con el enlace puede ver estas imágenes sin clave, y aprobar cada una o pedir cambios.} other {Cualquiera con el enlace puede ver estas imágenes sin clave, y aprobar cada una o pedir cambios.}} Los prompts, los créditos y los comentarios internos no se muestran.',
  linkTitle: 'Título',
  linkTitleHint: 'Los invitados lo ven encima de las imágenes.',
  giveTitle: 'Pon un título al enlace.',
  ends: 'El enlace termina',
  inDays: '{days, plural, one {mañana} many {en # de días} other {en # días}}',
  otherDay: 'fecha…',
  lastDay: 'Último día del enlace',
  dayBeyond: 'Elige un día entre hoy y el {last}.',
  endsAt: 'Termina el {at}, o cuando se revoque.',
  allowsComments: 'Los invitados pueden comentar',
  allowsDownload: 'Los invitados pueden descargar las imágenes a tamaño completo',
  make: 'Crear el enlace',
  tooMany: 'Es demasiado para un enlace.',
  tooManyDetail:
    'Hay {count, number} imágenes seleccionadas, y un enlace admite {max, number} como máximo. Selecciona menos, o crea varios enlaces.',
  advice:
    'Cópialo ahora y envíalo a los invitados. Termina el {at}, y antes se puede revocar en la configuración del proyecto.',
  lost: 'El enlace se creó, pero su dirección no llegó.',
  lostDetail: 'No se puede volver a mostrar. Revoca ese enlace en la configuración del proyecto y crea otro aquí.',
  loading: 'Cargando los enlaces compartidos',
  noLinks:
    'Aún no se comparte nada. Abre una imagen en el estudio, o selecciona varias en la hoja, y elige «Compartir…».',
  noOpenLinks: 'Ningún enlace está abierto.',
  openLinks: 'Enlaces abiertos',
  overLinks:
    '{count, plural, one {# enlace terminado o revocado} many {# de enlaces terminados o revocados} other {# enlaces terminados o revocados}}',
  earlier: 'Mostrar enlaces anteriores',
  revoke: 'Revocar',
  revokeName: 'Revocar «{title}»',
  revokeTitle: '¿Revocar «{title}»?',
  aboutRevoke:
    'Los invitados dejan de ver las imágenes de este enlace, de inmediato y para siempre. Las aprobaciones y los comentarios se quedan con las imágenes. Las direcciones de imágenes que un navegador ya tiene terminan en 75 minutos.',
  keepLink: 'Conservarlo',
  revokeLink: 'Revocar el enlace',
  isRevoked: '«{title}» está revocado.',
  revokedAt: 'Revocado el {at}',
  endedAt: 'Terminó el {at}',
  openUntil: 'Abierto hasta el {at}',
  opened: '{count, plural, =0 {Aún sin abrir} one {Abierto una vez} many {Abierto # de veces} other {Abierto # veces}}',
  madeBy: '{count, plural, one {# imagen} many {# de imágenes} other {# imágenes}} · de {name} · <age></age>',
  withoutComments: 'sin comentarios',
  withDownload: 'con descarga',
  openPicture: 'Imagen {number} con sus comentarios',
} as const satisfies Translated<typeof english>;
