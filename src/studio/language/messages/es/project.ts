import type { Translated } from '../message-types.ts';
import type { project as english } from '../en/project.ts';

export const project = {
  archived: 'Archivado',
  erasedOn: 'Borrado el {at}. Sus imágenes y textos ya no están; su historial se conserva.',
  archivedOn: 'Archivado el {at}. No admite acciones ni créditos; las imágenes y el historial se conservan.',
  noCredits: 'Este proyecto no tiene créditos: no se puede crear nada con él.',
  onlyLeft: 'Saldo: solo {credits}. El aviso está fijado en {threshold}.',
  askAdmin: '{notice} Pide más a un administrador de {workspace}.',
  addCredits: 'Añadir créditos',
  loading: 'Cargando el proyecto',
  studio: 'Estudio',
  sheet: 'Hoja',
  history: 'Historial',
  credits: 'Créditos',
  settings: 'Configuración',
  inProject: 'En este proyecto',
} as const satisfies Translated<typeof english>;
