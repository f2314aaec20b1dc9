import type { Translated } from '../message-types.ts';
import type { imports as english } from '../en/imports.ts';

export const imports = {
  title: 'Importar créditos',
  loadingProjects: 'Cargando los proyectos',
  file: 'Archivo CSV',
  fileHint:
    'Columnas: project (su nombre o id), credits, expiry (por ejemplo, 2027-12-31; vacío: nunca), note. Hasta 1000 filas. El mismo archivo asigna una sola vez, por mucho que se importe.',
  chooseFile: 'Elegir un archivo',
  grant: 'Asignar',
  grantCount: 'Asignar {count}',
  granted: 'Asignadas: {granted}.',
  grantedBefore: 'Asignadas: {granted}; ya asignadas antes por este archivo: {before}.',
  grantedFailed: 'Asignadas: {granted}; no asignadas: {failed}.',
  grantedBeforeFailed: 'Asignadas: {granted}; ya asignadas antes por este archivo: {before}; no asignadas: {failed}.',
  notGranted: 'Lo que no se asignó',
  rowWhy: 'Fila {row}: {why}',
  done: 'Listo',
  willHappen: 'Qué va a pasar',
  row: 'Fila',
  project: 'Proyecto',
  credits: 'Créditos',
  expires: 'Caduca',
  andMore: 'Y {count} más.',
  leftOut: 'Se omite: {problem}.',
  never: 'nunca',
  summary:
    '{grants, plural, one {# asignación} many {# de asignaciones} other {# asignaciones}}, {credits} en total, a {projects, plural, one {# proyecto} many {# de proyectos} other {# proyectos}}.',
  summaryWrong:
    '{summary} {wrong, plural, one {# fila es incorrecta y se omite} many {# de filas son incorrectas y se omiten} other {# filas son incorrectas y se omiten}}.',
  quoted: '«{words}»',
  missing: 'La primera fila debe nombrar las columnas; falta {columns}.',
  noRows: 'No hay ninguna fila bajo el encabezado.',
  tooMany: 'Se pueden importar como máximo {max} filas a la vez.',
  cells: 'tiene más o menos celdas que el encabezado',
  noProject: 'ningún proyecto abierto tiene este nombre o id',
  ambiguous: '{count} proyectos tienen este nombre: usa el id, prj_…',
  wrongCredits: 'credits debe ser un número entero de 1 a {max}',
  longNote: 'la nota debe tener como máximo {max} caracteres',
  wrongExpiry: 'expiry debe ser un día, por ejemplo 2027-12-31',
  expiryPassed: 'la caducidad ya ha pasado',
  unknown: 'No se sabe si se asignó: importa el archivo de nuevo.',
} as const satisfies Translated<typeof english>;
