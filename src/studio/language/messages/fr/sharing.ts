import type { Translated } from '../message-types.ts';
import type { sharing as english } from '../en/sharing.ts';

export const sharing = {
  share: 'Partager',
  shareMenu: 'Partager…',
  shareKey: 'Partager par un lien ( {key} )',
  title: 'Partager {count, plural, one {# image} many {# d’images} other {# images}}',
  isMade:
    '{count, plural, one {L’image est partagée} many {# d’images sont partagées} other {# images sont partagées}}',
  about:
    '{count, plural, one {Toute personne qui a le lien voit cette image sans clé et peut l’approuver ou demander des changements.} many {Toute personne qui a le lien voit ces images sans clé et peut approuver chacune ou demander des changements.} other {Toute personne qui a le lien voit ces images sans clé et peut approuver chacune ou demander des changements.}} Les prompts, les crédits et les commentaires internes restent cachés.',
  linkTitle: 'Titre',
  linkTitleHint: 'Les invités le voient au-dessus des images.',
  giveTitle: 'Donnez un titre au lien.',
  ends: 'Le lien prend fin',
  inDays: '{days, plural, one {demain} many {dans # de jours} other {dans # jours}}',
  otherDay: 'date…',
  lastDay: 'Dernier jour du lien',
  dayBeyond: 'Choisissez un jour entre aujourd’hui et le {last}.',
  endsAt: 'Il prend fin le {at}, ou lorsqu’il est révoqué.',
  allowsComments: 'Les invités peuvent commenter',
  allowsDownload: 'Les invités peuvent télécharger les images en taille réelle',
  make: 'Créer le lien',
  tooMany: 'C’est trop pour un seul lien.',
  tooManyDetail:
    '{count, number} images sont sélectionnées, et un lien en contient {max, number} au plus. Sélectionnez-en moins, ou créez plusieurs liens.',
  advice:
    'Copiez-le maintenant et envoyez-le aux invités. Il prend fin le {at} et peut être révoqué avant dans les réglages du projet.',
  lost: 'Le lien a été créé, mais son adresse n’est pas arrivée.',
  lostDetail:
    'Elle ne peut plus être affichée. Révoquez ce lien dans les réglages du projet, et créez-en un autre ici.',
  loading: 'Chargement des liens de partage',
  noLinks:
    'Rien n’est encore partagé. Ouvrez une image dans le studio, ou sélectionnez-en sur la planche, puis choisissez « Partager… ».',
  noOpenLinks: 'Aucun lien n’est ouvert.',
  openLinks: 'Liens ouverts',
  overLinks:
    '{count, plural, one {# lien terminé ou révoqué} many {# de liens terminés ou révoqués} other {# liens terminés ou révoqués}}',
  earlier: 'Afficher les liens précédents',
  revoke: 'Révoquer',
  revokeName: 'Révoquer « {title} »',
  revokeTitle: 'Révoquer « {title} » ?',
  aboutRevoke:
    'Les invités ne voient plus rien par ce lien, immédiatement et définitivement. Les avis et les commentaires restent avec les images. Les adresses d’images qu’un navigateur connaît déjà expirent dans les 75 minutes.',
  keepLink: 'Le garder',
  revokeLink: 'Révoquer le lien',
  isRevoked: '« {title} » est révoqué.',
  revokedAt: 'Révoqué le {at}',
  endedAt: 'Terminé le {at}',
  openUntil: 'Ouvert jusqu’au {at}',
  opened: '{count, plural, =0 {Pas encore ouvert} one {Ouvert une fois} many {Ouvert # de fois} other {Ouvert # fois}}',
  madeBy: '{count, plural, one {# image} many {# d’images} other {# images}} · par {name} · <age></age>',
  withoutComments: 'sans commentaires',
  withDownload: 'avec téléchargement',
  openPicture: 'Image {number} avec ses commentaires',
} as const satisfies Translated<typeof english>;
