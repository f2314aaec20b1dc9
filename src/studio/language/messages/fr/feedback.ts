import type { Translated } from '../message-types.ts';
import type { feedback as english } from '../en/feedback.ts';

export const feedback = {
  title: 'Commentaires',
  close: 'Fermer les commentaires',
  nothing:
    'Pas encore de commentaires. Écrivez-en un pour votre équipe, ou partagez l’image pour demander l’avis des invités.',
  nothingToRead: 'Pas encore de commentaires.',
  mayRead: 'Votre clé permet de lire les commentaires. Les éditeurs et les administrateurs peuvent en écrire.',
  earlier: 'Afficher les commentaires précédents',
  verdicts: 'Avis des invités',
  approved: 'Approuvée par {name}',
  wantsChanges: 'Changements demandés par {name}',
  commentOf: 'Commentaire de {name}',
  guest: 'Invité',
  deleteOf: 'Supprimer le commentaire de {name}',
  deleteQuestion: 'Supprimer définitivement ce commentaire ?',
  keep: 'Le garder',
  delete: 'Supprimer',
  comment: 'Nouveau commentaire',
  commentHint: 'Pour toutes les personnes du projet. Les invités ne le voient pas.',
  send: 'Commenter',
  open: 'Commentaires, {count, number}',
  openKey: 'Commentaires ( {key} )',
  approvals: '{count, plural, one {# approbation} many {# d’approbations} other {# approbations}}',
  changesWanted:
    '{count, plural, one {# demande de changements} many {# de demandes de changements} other {# demandes de changements}}',
  comments: '{count, plural, one {# commentaire} many {# de commentaires} other {# commentaires}}',
} as const satisfies Translated<typeof english>;
