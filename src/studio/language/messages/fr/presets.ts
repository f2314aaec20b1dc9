import type { Translated } from '../message-types.ts';
import type { presets as english } from '../en/presets.ts';

export const presets = {
  deleteTitle: 'Supprimer des préréglages',
  aboutDelete: 'Ils disparaissent pour tous dans l’espace de travail. Les images créées avec eux restent inchangées.',
  deleteOne: 'Supprimer {name}',
  delete: 'Supprimer',
  noneLeft: 'Il ne reste aucun préréglage.',
  presets: 'Préréglages',
  none: 'Pas encore de préréglages. Écrivez quelque chose, et enregistrez-le pour tous dans l’espace de travail.',
  saveMenu: 'Enregistrer le contenu du formulaire…',
  deleteMenu: 'Supprimer des préréglages…',
  saved: 'Enregistré sous « {name} » pour tous dans l’espace de travail.',
  saveTitle: 'Enregistrer le contenu du formulaire',
  name: 'Nom',
  whatIsKept:
    'Le prompt, le modèle, le style, l’arrière-plan et le format sont conservés. Tous dans l’espace de travail peuvent les utiliser.',
  save: 'Enregistrer',
} as const satisfies Translated<typeof english>;
