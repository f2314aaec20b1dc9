import type { Translated } from '../message-types.ts';
import type { help as english } from '../en/help.ts';

export const help = {
  title: 'Entender el uso de los créditos',
  intro:
    'Cada acción se cobra al aceptarla, al precio indicado abajo. Si falla o se cancela antes de empezar, sus créditos vuelven automáticamente; el historial del proyecto explica cada crédito.',
  loadingPrices: 'Cargando los precios',
  prices: 'Precios',
  action: 'Acción',
  whatItDoes: 'Qué hace',
  price: 'Precio',
  which: 'Qué acción y cuándo',
  documentation: 'Documentación',
  placeholder: 'Cómo puedo…',
  ask: 'Preguntar a la documentación',
  thanks: 'Gracias.',
  wasHelpful: '¿Te ha servido?',
  yes: 'Sí',
  no: 'No',
  quoted: '«{words}»',
  looking: 'Buscando una respuesta',
  noAnswer: 'La documentación no responde a esta pregunta. Lo más cercano es:',
  askNext: 'Preguntar después',
  studioAlt: 'Un bolso rojo sobre un pedestal blanco ante una pared lila',
  nightAlt: 'El mismo bolso ante una ciudad de noche',
  editAlt: 'El mismo bolso con cálida luz de atardecer',
  expandAlt: 'La ciudad de noche continúa a la izquierda y a la derecha del bolso',
  promptWords: 'Un bolso rojo en un estudio, luz suave',
  promptAdvice:
    'Toma palabras y, si la tienes, una foto de tu producto, y crea una primera imagen. Es el paso más caro, así que di desde el principio lo que importa: qué se ve, con qué estilo, dónde está y para qué formato. Lo que casi está bien conviene perfeccionarlo, no crearlo de nuevo.',
  editAdvice:
    'Conserva la composición y cambia lo que dice el prompt perfeccionado: la luz, el ambiente, un color, un material. Úsalo cuando te guste una imagen salvo por un detalle: es con diferencia el paso más barato. Cambia una cosa cada vez y verás su efecto.',
  backgroundAdvice:
    'Conserva el motivo píxel a píxel y lo pone en otro lugar. Así, una buena imagen sirve para toda una campaña: un fondo para cada temporada o canal, por menos que crearla de nuevo. Si el borde del motivo es difícil de encontrar, pinta antes una máscara.',
  expandAdvice:
    'Conserva la imagen tal como es y continúa más allá de sus bordes: un cuadrado se convierte en un banner o una historia. Hazlo al final. Una edición o un fondo posterior hay que repetirlo para cada formato.',
  most: 'Cómo aprovechar mejor los créditos',
  refineFirst:
    '<strong>Perfecciona antes de empezar de nuevo.</strong> Por lo que cuesta un prompt nuevo, una imagen se puede editar {edits, plural, one {una vez} many {# de veces} other {# veces}}.',
  manyPlaces:
    '<strong>Un motivo, muchos lugares.</strong> Un prompt, dos ediciones y tres fondos suman {campaign}: una campaña en tres escenarios. Hecha con tres prompts e igual número de ediciones serían {prompts}.',
  expandLast: '<strong>Amplía al final.</strong> Decide la imagen en un formato y luego amplíala para los demás.',
  expiringFirst:
    '<strong>Gasta primero lo que caduca.</strong> Ocurre automáticamente: primero se gastan los créditos con el número de prioridad más bajo y después los que caducan antes. La pestaña Créditos de un proyecto muestra el orden y las fechas.',
  nothingLost:
    '<strong>Un fallo no cuesta nada.</strong> Lo que falla, o se cancela antes de empezar, se reembolsa al momento y aparece en el historial como reembolso.',
  toldInTime:
    '<strong>Entérate a tiempo.</strong> Pon el aviso de saldo bajo, en los ajustes de un proyecto, en lo que consume un día de trabajo.',
} as const satisfies Translated<typeof english>;
