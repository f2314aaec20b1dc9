import type { Translated } from '../message-types.ts';
import type { session as english } from '../en/session.ts';

export const session = {
  signInTitle: 'Connexion au studio',
  notSignedIn: 'Vous n’êtes pas connecté',
  pasteKey: 'Collez votre clé, ou ouvrez le lien que Darkroom a affiché à son premier démarrage.',
  sentLink: 'Vous avez reçu un lien ? Ouvrez-le : il vous connecte.',
  signInEnded: 'Votre session a pris fin',
  signInAgain: 'Rien n’est perdu. Reconnectez-vous et reprenez où vous en étiez.',
  keyEnded: 'Votre clé n’est plus valable',
  keyRemoved:
    'Le serveur ne l’accepte plus : elle a été révoquée, a expiré ou n’est pas connue ici. Elle a été retirée de cet appareil. Rien n’est perdu. Demandez une nouvelle clé à un administrateur de votre espace de travail, et continuez ici avec elle.',
  haveKey: 'J’ai une clé',
  staySignedIn: 'Vous restez connecté sur cet appareil jusqu’à la déconnexion.',
  untilLastTab: 'Vous êtes connecté jusqu’à la fermeture du dernier onglet.',
  keepSignedIn: 'Rester connecté',
  withCompany: 'Se connecter avec votre entreprise',
  comeBack: 'Vous passez par {provider}, puis revenez ici.',
  linkTitle: 'Votre lien vers le studio',
  linkOnce: 'Il fonctionne une seule fois. Utilisez-le dans le navigateur avec lequel vous travaillez.',
  keepOnDevice: 'Rester connecté sur cet appareil',
  otherwiseLink: 'Sinon, il faudra un autre lien une fois le dernier onglet fermé.',
  otherwiseKey: 'Sinon, la clé est oubliée à la fermeture du dernier onglet.',
  signIn: 'Se connecter',
  pasteFirst: 'Collez d’abord votre clé ici.',
  key: 'Clé',
  keyStays: 'Elle commence par dkr_ et reste sur cet appareil.',
  firstKey:
    'La première clé se trouve aussi dans le fichier first-api-key du dossier de données du serveur. Les administrateurs créent les autres clés.',
  unknownKey: 'Cette clé n’est pas connue ici. Est-elle complète ? Elle a peut-être aussi été révoquée.',
  noAnswer: 'Darkroom ne répond pas. Réessayez dans une minute.',
  linkOver: 'Ce lien a déjà servi, a expiré ou a été révoqué. Demandez-en un autre à la personne qui l’a envoyé.',
  showKey: 'Afficher ou masquer la clé',
  notStartedHere:
    'Cette connexion n’a pas été commencée dans ce navigateur, est déjà terminée ou a duré plus de 10 minutes. Reconnectez-vous.',
  accessDenied:
    'Le fournisseur a refusé l’accès, ou vous n’avez pas donné votre accord. Réessayez ou demandez à votre administrateur.',
  signInThere: 'Le fournisseur vous demande de vous connecter d’abord chez lui. Réessayez.',
  consentThere: 'Le fournisseur demande d’abord votre accord. Réessayez et acceptez chez lui.',
  accountThere: 'Le fournisseur demande quel compte est le vôtre. Réessayez et choisissez-en un chez lui.',
  providerBusy: 'Le fournisseur est occupé. Réessayez dans une minute.',
  providerFailed: 'Une erreur s’est produite chez le fournisseur. Réessayez dans une minute.',
  providerNotSetUp:
    'Le fournisseur a refusé : il n’est pas encore configuré pour ce Darkroom. Prévenez votre administrateur : le journal du serveur en contient la raison.',
  noAccess:
    'Le fournisseur vous connaît, mais son jeton ne donne aucun accès ici : il n’a pas de rôle ou concerne une autre application. Demandez à votre administrateur.',
  signInOver: 'Le fournisseur n’accepte plus cette connexion. Reconnectez-vous.',
  invalidResponse:
    'La réponse du fournisseur n’est pas valide. Reconnectez-vous ; si cela se reproduit, prévenez votre administrateur.',
  otherPerson: 'Le fournisseur a répondu pour une autre personne. Reconnectez-vous.',
} as const satisfies Translated<typeof english>;
