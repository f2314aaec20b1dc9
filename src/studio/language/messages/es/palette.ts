import type { Translated } from '../message-types.ts';
import type { palette as english } from '../en/palette.ts';

export const palette = {
  found: 'Resultados',
  do: 'Acciones',
  goTo: 'Ir a',
  projects: 'Proyectos',
  pictures: 'Imágenes',
  theme: 'Tema',
  aboutFind: 'Buscar proyectos, imágenes, páginas y acciones',
  find: 'Buscar',
  placeholder: 'Buscar un proyecto, una imagen, una página o una acción',
  nothing: 'Nada se llama así.',
  light: 'Tema: claro',
  dark: 'Tema: oscuro',
  asDevice: 'Tema: como el dispositivo',
  allProjects: 'Todos los proyectos',
  creditUsage: 'Entender el consumo de créditos',
  alerts: 'Avisos',
  admin: 'Administración: {section}',
  documentation: 'Documentación (en inglés)',
  searchSheet: 'Buscar «{words}» en la hoja',
} as const satisfies Translated<typeof english>;
