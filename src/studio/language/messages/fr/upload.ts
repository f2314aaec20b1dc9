import type { Translated } from '../message-types.ts';
import type { upload as english } from '../en/upload.ts';

export const upload = {
  drop: 'Déposer pour importer',
  limits: 'PNG, JPEG ou WebP, jusqu’à {max} chacun. L’import ne coûte rien.',
  uploads: 'Imports',
  notTaken: '<b>{name} n’a pas été accepté.</b> {reason} L’import ne coûte rien.',
  tryAgain: 'Réessayer',
  dismiss: 'Masquer',
  checking: 'Vérification',
  stop: 'Arrêter l’import de {name}',
  uploading: 'Import de {name}',
  tooLarge: 'Il fait {size}, et {max} au plus sont acceptés. Enregistrez-le plus petit.',
  noPicture: 'Ce n’est ni un PNG, ni un JPEG, ni un WebP. Enregistrez-le dans l’un de ces formats.',
  noReason: 'Le serveur n’a pas dit pourquoi. Renvoyez-le.',
  expired: 'Il a fallu plus de 15 minutes. Renvoyez-le.',
  interrupted: 'Il n’est pas arrivé en entier. Renvoyez-le.',
  tooManyUploads: 'Trop d’images sont en cours d’envoi. Renvoyez-le dans quelques secondes.',
  tooManyPixels:
    'Il a trop de pixels : un côté peut en avoir {side, number}, l’ensemble {megapixels, number} mégapixels. Réduisez-le.',
  animated: 'Il est animé. Enregistrez l’image voulue séparément.',
  broken: 'Il est tronqué ou endommagé. Enregistrez-le à nouveau.',
} as const satisfies Translated<typeof english>;
