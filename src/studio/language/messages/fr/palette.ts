import type { Translated } from '../message-types.ts';
import type { palette as english } from '../en/palette.ts';

export const palette = {
  found: 'Résultats',
  do: 'Actions',
  goTo: 'Aller à',
  projects: 'Projets',
  pictures: 'Images',
  theme: 'Thème',
  aboutFind: 'Rechercher des projets, des images, des pages et des actions',
  find: 'Rechercher',
  placeholder: 'Rechercher un projet, une image, une page ou une action',
  nothing: 'Rien ne porte ce nom.',
  light: 'Thème : clair',
  dark: 'Thème : sombre',
  asDevice: 'Thème : comme l’appareil',
  allProjects: 'Tous les projets',
  creditUsage: 'Comprendre la consommation de crédits',
  alerts: 'Alertes',
  admin: 'Administration : {section}',
  documentation: 'Documentation (en anglais)',
  searchSheet: 'Chercher « {words} » dans la planche',
} as const satisfies Translated<typeof english>;
