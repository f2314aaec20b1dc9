import type { Translated } from '../message-types.ts';
import type { deletion as english } from '../en/deletion.ts';

export const deletion = {
  delete: 'Supprimer',
  title: 'Supprimer définitivement ?',
  isDeleted: '{fileName} est supprimée.',
  areDeleted:
    '{count, plural, one {# image est supprimée} many {# d’images sont supprimées} other {# images sont supprimées}}.',
  about:
    '{count, plural, one {L’image et son fichier disparaissent définitivement, pour tous dans le projet. Ce qui en a été tiré reste, de même que son débit dans l’historique : aucun crédit n’est rendu.} many {Les images et leurs fichiers disparaissent définitivement, pour tous dans le projet. Ce qui en a été tiré reste, de même que leurs débits dans l’historique : aucun crédit n’est rendu.} other {Les images et leurs fichiers disparaissent définitivement, pour tous dans le projet. Ce qui en a été tiré reste, de même que leurs débits dans l’historique : aucun crédit n’est rendu.}}',
  keep: '{count, plural, one {La garder} many {Les garder} other {Les garder}}',
  submit: '{count, plural, one {Supprimer l’image} many {Supprimer # d’images} other {Supprimer # images}}',
  notDeleted:
    '{count, plural, one {Elle n’est pas supprimée} many {# ne sont pas supprimées} other {# ne sont pas supprimées}}.',
} as const satisfies Translated<typeof english>;
