import type { Translated } from '../message-types.ts';
import type { help as english } from '../en/help.ts';

export const help = {
  title: 'Credits verstehen',
  intro:
    'Jede Aktion wird berechnet, sobald sie angenommen ist, zum Preis in der Tabelle. Schlägt sie fehl oder wird sie vor dem Beginn abgebrochen, kommen ihre Credits von selbst zurück; der Verlauf des Projekts erklärt jeden Credit.',
  loadingPrices: 'Preise werden geladen',
  prices: 'Preise',
  action: 'Aktion',
  whatItDoes: 'Was sie macht',
  price: 'Preis',
  which: 'Welche Aktion wann',
  documentation: 'Dokumentation',
  placeholder: 'Wie kann ich…',
  ask: 'Die Dokumentation fragen',
  thanks: 'Danke.',
  wasHelpful: 'War das hilfreich?',
  yes: 'Ja',
  no: 'Nein',
  quoted: '„{words}“',
  looking: 'Antwort wird gesucht',
  noAnswer: 'Die Dokumentation beantwortet diese Frage nicht. Am nächsten kommt:',
  askNext: 'Als Nächstes fragen',
  studioAlt: 'Eine rote Handtasche auf einem weißen Podest vor einer fliederfarbenen Wand',
  nightAlt: 'Dieselbe Handtasche vor einer Stadt bei Nacht',
  editAlt: 'Dieselbe Handtasche in warmem Abendlicht',
  expandAlt: 'Die Stadt bei Nacht geht links und rechts der Handtasche weiter',
  promptWords: 'Eine rote Handtasche im Studio, weiches Licht',
  promptAdvice:
    'Nimmt Worte und, falls vorhanden, ein Foto des Produkts und macht ein erstes Bild. Das ist der teuerste Schritt; deshalb gleich sagen, worauf es ankommt: was zu sehen ist, wie es gestylt ist, wo es steht und für welches Format. Was fast stimmt, wird besser verfeinert als neu gemacht.',
  editAdvice:
    'Behält die Komposition und ändert, was der verfeinerte Prompt sagt: Licht, Stimmung, eine Farbe, ein Material. Das Richtige, wenn an einem Bild nur eins stört: Es ist bei Weitem der günstigste Schritt. Wer immer nur eins ändert, sieht, was es bewirkt.',
  backgroundAdvice:
    'Behält das Motiv auf das Pixel genau und stellt es woandershin. So reicht ein gutes Bild für eine ganze Kampagne: ein Hintergrund für jede Saison oder jeden Kanal, für weniger als ein neues Bild. Wo der Rand des Motivs schwer zu finden ist, zuerst eine Maske malen.',
  expandAdvice:
    'Behält das Bild, wie es ist, und setzt es über seine Ränder fort: Aus einem Quadrat wird ein Banner oder eine Story. Das gehört ans Ende. Eine Bearbeitung oder ein Hintergrund danach muss für jedes Format neu gemacht werden.',
  most: 'Wie Credits weiter reichen',
  refineFirst:
    '<strong>Erst verfeinern, dann neu beginnen.</strong> Für den Preis eines neuen Prompts lässt sich ein Bild {edits, plural, one {einmal} other {#-mal}} bearbeiten.',
  manyPlaces:
    '<strong>Ein Motiv, viele Orte.</strong> Ein Prompt, zwei Bearbeitungen und drei Hintergründe kosten {campaign}: eine Kampagne an drei Orten. Als drei Prompts mit ebenso vielen Bearbeitungen wären es {prompts}.',
  expandLast:
    '<strong>Zuletzt erweitern.</strong> Das Bild erst in einem Format fertigstellen, dann für die anderen erweitern.',
  expiringFirst:
    '<strong>Zuerst ausgeben, was verfällt.</strong> Das geschieht von selbst: Credits mit der niedrigeren Prioritätszahl werden zuerst verbraucht, dann die, die am frühesten verfallen. Der Tab „Credits“ eines Projekts zeigt Reihenfolge und Daten.',
  nothingLost:
    '<strong>Ein Fehlschlag kostet nichts.</strong> Was fehlschlägt oder vor dem Beginn abgebrochen wird, wird gleich erstattet und steht im Verlauf als Erstattung.',
  toldInTime:
    '<strong>Rechtzeitig Bescheid wissen.</strong> Den Hinweis bei niedrigem Guthaben in den Einstellungen eines Projekts auf den Bedarf eines Arbeitstags stellen.',
} as const satisfies Translated<typeof english>;
