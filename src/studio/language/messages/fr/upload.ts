import type { Translated } from '../../message-types.ts';
import type { upload as english } from '../en/upload.ts';

export const upload = {
  drop: 'Déposer pour importer',
  limits: 'PNG, JPEG ou WebP, jusqu’à 20 Mo chacun. L’import ne coûte rien.',
  uploads: 'Imports',
  notTaken: '<b>{name} n’a pas été accepté.</b> {reason} L’import ne coûte rien.',
  tryAgain: 'Réessayer',
  dismiss: 'Masquer',
  percent: '{percent, number} %',
  checking: 'Vérification',
  stop: 'Arrêter l’import de {name}',
  uploading: 'Import de {name}',
  tooLarge: 'Il fait {megabytes} Mo, et 20 Mo au plus sont acceptés. Enregistrez-le plus petit.',
  noPicture: 'Ce n’est ni un PNG, ni un JPEG, ni un WebP. Enregistrez-le dans l’un de ces formats.',
  noReason: 'Le serveur n’a pas dit pourquoi. Renvoyez-le.',
} as const satisfies Translated<typeof english>;
