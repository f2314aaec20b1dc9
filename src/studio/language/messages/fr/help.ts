import type { Translated } from '../message-types.ts';
import type { help as english } from '../en/help.ts';

export const help = {
  title: 'Comprendre l’usage des crédits',
  intro:
    'Chaque action est facturée dès qu’elle est acceptée, au prix ci-dessous. Si elle échoue ou est annulée avant de commencer, ses crédits reviennent d’eux-mêmes ; l’historique du projet explique chaque crédit.',
  loadingPrices: 'Chargement des prix',
  prices: 'Prix',
  action: 'Action',
  whatItDoes: 'Ce qu’elle fait',
  price: 'Prix',
  which: 'Quelle action, et quand',
  documentation: 'Documentation',
  placeholder: 'Comment puis-je…',
  ask: 'Interroger la documentation',
  thanks: 'Merci.',
  wasHelpful: 'Cela vous a-t-il aidé ?',
  yes: 'Oui',
  no: 'Non',
  quoted: '« {words} »',
  looking: 'Recherche d’une réponse',
  noAnswer: 'La documentation ne répond pas à cette question. Le plus proche :',
  askNext: 'Demander ensuite',
  studioAlt: 'Un sac à main rouge sur un socle blanc devant un mur lilas',
  nightAlt: 'Le même sac devant une ville de nuit',
  editAlt: 'Le même sac dans une lumière chaude du soir',
  expandAlt: 'La ville de nuit se prolonge à gauche et à droite du sac',
  promptWords: 'Un sac à main rouge en studio, lumière douce',
  promptAdvice:
    'Prend des mots, et une photo de votre produit si vous en avez une, et crée une première image. C’est l’étape la plus chère ; dites donc tout de suite ce qui compte : ce qui est montré, avec quel style, où, et pour quel format. Ce qui est presque bon, mieux vaut l’affiner que le refaire.',
  editAdvice:
    'Garde la composition et change ce que dit le prompt affiné : la lumière, l’ambiance, une couleur, une matière. À choisir quand une image vous plaît à un détail près : c’est de loin l’étape la moins chère. Changez une chose à la fois, et vous verrez son effet.',
  backgroundAdvice:
    'Garde le sujet au pixel près et le place ailleurs. Une bonne image sert ainsi à toute une campagne : un arrière-plan par saison ou par canal, pour moins cher que de la refaire. Si le bord du sujet est difficile à trouver, peignez d’abord un masque.',
  expandAdvice:
    'Garde l’image telle quelle et la prolonge au-delà de ses bords : un carré devient une bannière ou une story. À faire en dernier. Une modification ou un arrière-plan qui vient après est à refaire pour chaque format.',
  most: 'Comment tirer le meilleur des crédits',
  refineFirst:
    '<strong>Affinez avant de recommencer.</strong> Pour le prix d’un nouveau prompt, une image peut être modifiée {edits, plural, one {# fois} many {# de fois} other {# fois}}.',
  manyPlaces:
    '<strong>Un sujet, plusieurs lieux.</strong> Un prompt, deux modifications et trois arrière-plans font {campaign} : une campagne dans trois décors. Avec trois prompts et autant de modifications, ce serait {prompts}.',
  expandLast:
    '<strong>Étendez en dernier.</strong> Arrêtez l’image dans un format, puis élargissez-la pour les autres.',
  expiringFirst:
    '<strong>Dépensez d’abord ce qui expire.</strong> Cela se fait tout seul : les crédits au numéro de priorité le plus bas partent d’abord, puis ceux qui expirent le plus tôt. L’onglet Crédits d’un projet montre l’ordre et les dates.',
  nothingLost:
    '<strong>Un échec ne coûte rien.</strong> Ce qui échoue, ou est annulé avant de commencer, est remboursé en quelques instants et figure dans l’historique comme remboursement.',
  toldInTime:
    '<strong>Soyez prévenu à temps.</strong> Réglez l’avis de solde bas d’un projet sur ce que demande une journée de travail.',
} as const satisfies Translated<typeof english>;
