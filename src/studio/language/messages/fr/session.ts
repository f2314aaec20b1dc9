import type { Translated } from '../../message-types.ts';
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
} as const satisfies Translated<typeof english>;
