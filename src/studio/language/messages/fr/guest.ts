import type { Translated } from '../message-types.ts';
import type { guest as english } from '../en/guest.ts';

export const guest = {
  until: 'Ouvert jusqu’au {date}.',
  name: 'Votre nom',
  nameFirst: 'Indiquez d’abord votre nom en haut.',
  nothing: 'Il n’y a plus d’images ici.',
  over: 'Ce lien est terminé',
  overText: 'Il a expiré ou a été révoqué. Demandez-en un autre à la personne qui l’a envoyé.',
  away: 'Cette page est inaccessible pour le moment',
  awayText: 'Rien n’a été perdu. Réessayez dans une minute.',
  picture: 'Image {number}',
  approve: 'Approuver',
  wantChanges: 'Demander des changements',
  download: 'Télécharger',
  hasApproved: '{name} approuve',
  hasWanted: '{name} demande des changements',
  comment: 'Commentaire',
  send: 'Envoyer',
} as const satisfies Translated<typeof english>;
